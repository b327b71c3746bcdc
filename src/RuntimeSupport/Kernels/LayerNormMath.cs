// Needs: ILanes.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>The float32 part of layer normalisation.</summary>
static partial class LayerNormMath
{
    /// <summary>clamp(round(((r - mean) * factor) * gain + offset), min, max).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TInt Normalize<TLanes, TFloat, TInt>(TFloat r, TFloat mean, TFloat factor, TFloat gain, TFloat offset, TFloat min, TFloat max)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var normal = TLanes.Multiply(TLanes.Subtract(r, mean), factor);
        return TLanes.Round(TLanes.Clamp(TLanes.Add(TLanes.Multiply(normal, gain), offset), min, max));
    }
}
