// Needs: ITier.cs ILanes.cs ScalarLanes.cs Lanes128.cs Lanes256.cs Lanes512.cs
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QMlp.Runtime;

/// <summary>A loop over neighbouring elements, written once for every width.</summary>
partial interface IElementwise
{
    /// <summary>Handles elements begin to end, <see cref="ILanes{TFloat, TInt}.Count"/> at a time; end - begin is a multiple of that.</summary>
    void Run<TLanes, TFloat, TInt>(nint begin, nint end)
        where TLanes : struct, ILanes<TFloat, TInt>;
}

/// <summary>Runs a loop with the lanes of a tier, and what does not fill them with one lane of plain C#.</summary>
static partial class Elementwise<TTier>
    where TTier : struct, ITier
{
    /// <summary>Handles elements 0 to count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TBody>(in TBody body, nint count)
        where TBody : struct, IElementwise
    {
        var vectors = TTier.Lanes == 1 ? 0 : count & -TTier.Lanes;
        if (vectors > 0)
        {
            if (TTier.Lanes == 16)
            {
                body.Run<Lanes512, Vector512<float>, Vector512<int>>(0, vectors);
            }
            else if (TTier.Lanes == 8)
            {
                body.Run<Lanes256, Vector256<float>, Vector256<int>>(0, vectors);
            }
            else
            {
                body.Run<Lanes128, Vector128<float>, Vector128<int>>(0, vectors);
            }
        }

        if (vectors < count)
        {
            body.Run<ScalarLanes, float, int>(vectors, count);
        }
    }
}
