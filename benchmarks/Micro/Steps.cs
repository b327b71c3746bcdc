using System.Runtime.CompilerServices;
using QMlp.Runtime;

namespace QMlp.Benchmarks.Micro;

/// <summary>An affine map by channel, as emitted code has it: y = clamp(round(float(x) * gain[c] + offset[c]), 0, 255).</summary>
readonly unsafe struct RescaledResidual : IElementwiseStep
{
    public static int ZeroPoint => 0;

    public static int Min => 0;

    public static int Max => 255;

    public short* X { get; init; }

    public float* Gain { get; init; }

    public float* Offset { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt> =>
        TLanes.Add(TLanes.Multiply(TLanes.LoadConverted(X + row + c), TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
}

/// <summary>A product of two tensors, as emitted code has it: y = clamp(round(float((a - 100) * b) * 1e-4) + 120, 0, 255).</summary>
readonly unsafe struct GatedResidual : IElementwiseStep
{
    public static int ZeroPoint => 120;

    public static int Min => 0;

    public static int Max => 255;

    public byte* A { get; init; }

    public short* B { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var a = TLanes.Subtract(TLanes.LoadConverted(A + row + c), TLanes.Broadcast(100f));
        var b = TLanes.LoadConverted(B + row + c);
        return TLanes.Multiply(TLanes.Multiply(a, b), TLanes.Broadcast(1e-4f));
    }
}
