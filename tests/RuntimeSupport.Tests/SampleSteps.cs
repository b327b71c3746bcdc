using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>
/// Output quantizer of a sample step. Emitted structs have constants there; here each case sets its own, and no two cases run at a time.
/// </summary>
/// <typeparam name="TStep">The step, so that each has a quantizer of its own.</typeparam>
static class SampleQuantizer<TStep>
{
    public static int ZeroPoint { get; private set; }

    public static int Min { get; private set; }

    public static int Max { get; private set; }

    public static void Set(int zeroPoint, int min, int max) => (ZeroPoint, Min, Max) = (zeroPoint, min, max);
}

/// <summary>The product of two tensors, as emitted structs compute it: float(a - zeroA) * float(b - zeroB) * multiplier.</summary>
readonly unsafe struct ProductStep<TA, TB> : IElementwiseStep
    where TA : unmanaged
    where TB : unmanaged
{
    public static int ZeroPoint => SampleQuantizer<ProductStep<TA, TB>>.ZeroPoint;

    public static int Min => SampleQuantizer<ProductStep<TA, TB>>.Min;

    public static int Max => SampleQuantizer<ProductStep<TA, TB>>.Max;

    public TA* A { get; init; }

    public TB* B { get; init; }

    public int ZeroA { get; init; }

    public int ZeroB { get; init; }

    public float Multiplier { get; init; }

    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var a = TLanes.Subtract(Elements.LoadConverted<TA, TLanes, TFloat, TInt>(A + row + c), TLanes.Broadcast((float)ZeroA));
        var b = TLanes.Subtract(Elements.LoadConverted<TB, TLanes, TFloat, TInt>(B + row + c), TLanes.Broadcast((float)ZeroB));
        return TLanes.Multiply(TLanes.Multiply(a, b), TLanes.Broadcast(Multiplier));
    }
}

/// <summary>The affine map of a tensor by channel, as emitted structs compute it: float(x) * gain[c] + offset[c].</summary>
readonly unsafe struct AffineStep<TIn> : IElementwiseStep
    where TIn : unmanaged
{
    public static int ZeroPoint => SampleQuantizer<AffineStep<TIn>>.ZeroPoint;

    public static int Min => SampleQuantizer<AffineStep<TIn>>.Min;

    public static int Max => SampleQuantizer<AffineStep<TIn>>.Max;

    public TIn* X { get; init; }

    public float* Gain { get; init; }

    public float* Offset { get; init; }

    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt> =>
        TLanes.Add(TLanes.Multiply(Elements.LoadConverted<TIn, TLanes, TFloat, TInt>(X + row + c), TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
}

/// <summary>The sum of two tensors, as emitted structs compute it: float(a - zeroA) * multiplierA + float(b - zeroB) * multiplierB.</summary>
readonly unsafe struct SumStep<TA, TB> : IElementwiseStep
    where TA : unmanaged
    where TB : unmanaged
{
    public static int ZeroPoint => SampleQuantizer<SumStep<TA, TB>>.ZeroPoint;

    public static int Min => SampleQuantizer<SumStep<TA, TB>>.Min;

    public static int Max => SampleQuantizer<SumStep<TA, TB>>.Max;

    public TA* A { get; init; }

    public TB* B { get; init; }

    public int ZeroA { get; init; }

    public int ZeroB { get; init; }

    public float MultiplierA { get; init; }

    public float MultiplierB { get; init; }

    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var a = TLanes.Subtract(Elements.LoadConverted<TA, TLanes, TFloat, TInt>(A + row + c), TLanes.Broadcast((float)ZeroA));
        var b = TLanes.Subtract(Elements.LoadConverted<TB, TLanes, TFloat, TInt>(B + row + c), TLanes.Broadcast((float)ZeroB));
        return TLanes.Add(TLanes.Multiply(a, TLanes.Broadcast(MultiplierA)), TLanes.Multiply(b, TLanes.Broadcast(MultiplierB)));
    }
}
