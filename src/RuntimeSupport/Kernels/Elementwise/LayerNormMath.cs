// Needs: ILanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>The float32 part of layer normalization.</summary>
static partial class LayerNormMath
{
    /// <summary>((r - mean) * factor) * gain + offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Normalize<TLanes, TFloat, TInt>(TFloat r, TFloat mean, TFloat factor, TFloat gain, TFloat offset)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var normal = TLanes.Multiply(TLanes.Subtract(r, mean), factor);
        return TLanes.Add(TLanes.Multiply(normal, gain), offset);
    }
}
