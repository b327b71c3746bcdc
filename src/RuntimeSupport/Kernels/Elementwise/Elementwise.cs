// Needs: ITier.cs ILanes.cs ScalarLanes.cs Lanes128.cs Lanes256.cs Lanes512.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

/// <summary>A loop over neighboring elements, written once for every width.</summary>
partial interface IElementwise
{
    /// <summary>Handles elements begin to end, <see cref="ILanes{TFloat, TInt}.Count"/> at a time; end - begin is a multiple of that.</summary>
    void Run<TLanes, TFloat, TInt>(nint begin, nint end)
        where TLanes : struct, ILanes<TFloat, TInt>;
}

/// <summary>Runs a loop with the lanes of a tier, what does not fill them with fewer lanes, and the last elements with one of plain C#.</summary>
static partial class Elementwise<TTier>
    where TTier : struct, ITier
{
    /// <summary>Handles elements 0 to count. By reference: a call on what cannot be written to would copy the body first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TBody>(ref TBody body, nint count)
        where TBody : struct, IElementwise
    {
        nint begin = 0;
        if (TTier.Lanes >= 16)
        {
            begin = Run<TBody, Lanes512, Vector512<float>, Vector512<int>>(ref body, begin, count);
        }

        if (TTier.Lanes >= 8)
        {
            begin = Run<TBody, Lanes256, Vector256<float>, Vector256<int>>(ref body, begin, count);
        }

        if (TTier.Lanes >= 4)
        {
            begin = Run<TBody, Lanes128, Vector128<float>, Vector128<int>>(ref body, begin, count);
        }

        Run<TBody, ScalarLanes, float, int>(ref body, begin, count);
    }

    /// <summary>Handles the elements from <paramref name="begin"/> on that fill lanes; gives the first that does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TBody, TLanes, TFloat, TInt>(ref TBody body, nint begin, nint count)
        where TBody : struct, IElementwise
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var end = begin + (count - begin) / TLanes.Count * TLanes.Count;
        if (begin < end)
        {
            body.Run<TLanes, TFloat, TInt>(begin, end);
        }

        return end;
    }
}
