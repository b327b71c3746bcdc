// Needs: Elementwise.cs Elements.cs LayerNormArguments.cs LayerNormMath.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;

/// <summary>
/// Layer normalization of rows of C channels of the residual stream (s16, -32767..32767):
/// <code>
/// mean     = (float32)(sum / C)                                     exact sums, then double, rounded once
/// variance = (C * squares - sum * sum) / (C * C)
/// factor   = (float32)(1 / sqrt(variance + epsilon))
/// y        = clamp(round(((float(r) - mean) * factor) * gain[c] + offset[c]), min, max)
/// </code>
/// </summary>
static unsafe partial class LayerNorm<TTier>
    where TTier : struct, ITier
{
    /// <summary>Normalizes rows; calls on disjoint ranges of rows are independent and may run at the same time.</summary>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="norm">What is normalized.</param>
    /// <param name="rowBegin">First row.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="y">Row 0 of the output, row-major.</param>
    /// <param name="yStride">Values from one row of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TOut>(in LayerNormArguments norm, int rowBegin, int rowEnd, TOut* y, nint yStride)
        where TOut : unmanaged
    {
        unchecked
        {
            var x = norm.Input;
            var (stride, channels) = (norm.Stride, norm.Channels);

            // The statistics of a row end in divisions and a square root one after the other: the next row's begin before this row is
            // written, so that the processor does both at once.
            var body = new RowBody<TOut> { Gain = norm.Gain, Offset = norm.Offset, Min = norm.Min, Max = norm.Max };
            nint row = rowBegin;
            var next = row < rowEnd ? Statistics(x + row * stride, channels, norm.Epsilon) : default;
            for (; row < rowEnd; row++)
            {
                var (mean, factor) = next;
                if (row + 1 < rowEnd)
                {
                    next = Statistics(x + (row + 1) * stride, channels, norm.Epsilon);
                }

                body.X = x + row * stride;
                body.Y = y + row * yStride;
                body.Mean = mean;
                body.Factor = factor;
                Elementwise<TTier>.Run(ref body, channels);
            }
        }
    }

    /// <summary>Normalizes rows and writes them as token mixing reads them, see <see cref="TokenInterleaved"/>.</summary>
    /// <param name="norm">What is normalized.</param>
    /// <param name="rowBegin">First row; a multiple of 4.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="y">First byte of quad 0. Missing rows of a last quad get an arbitrary value.</param>
    /// <param name="quadStride">Bytes from one quad of rows of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleaved(in LayerNormArguments norm, int rowBegin, int rowEnd, byte* y, nint quadStride)
    {
        unchecked
        {
            var x = norm.Input;
            var (stride, channels, epsilon) = (norm.Stride, norm.Channels, norm.Epsilon);
            var body = new QuadBody { Gain = norm.Gain, Offset = norm.Offset, Min = norm.Min, Max = norm.Max };
            nint last = rowEnd - 1;
            for (nint row = rowBegin; row < rowEnd; row += 4)
            {
                body.X0 = x + row * stride;
                body.X1 = x + (row + 1 < last ? row + 1 : last) * stride;
                body.X2 = x + (row + 2 < last ? row + 2 : last) * stride;
                body.X3 = x + (row + 3 < last ? row + 3 : last) * stride;
                body.Y = y + row / 4 * quadStride;
                (body.Mean0, body.Factor0) = Statistics(body.X0, channels, epsilon);
                (body.Mean1, body.Factor1) = Statistics(body.X1, channels, epsilon);
                (body.Mean2, body.Factor2) = Statistics(body.X2, channels, epsilon);
                (body.Mean3, body.Factor3) = Statistics(body.X3, channels, epsilon);
                Elementwise<TTier>.Run(ref body, channels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Mean, float Factor) Statistics(short* x, int channels, double epsilon)
    {
        long sum, squares;
        if (TTier.Lanes == 16)
        {
            Lanes512.Sums(x, channels, out sum, out squares);
        }
        else if (TTier.Lanes == 8)
        {
            Lanes256.Sums(x, channels, out sum, out squares);
        }
        else if (TTier.Lanes == 4)
        {
            Lanes128.Sums(x, channels, out sum, out squares);
        }
        else
        {
            ScalarLanes.Sums(x, channels, out sum, out squares);
        }

        var mean = (float)((double)sum / channels);
        var variance = (double)unchecked(channels * squares - sum * sum) / ((double)channels * channels);
        return (mean, (float)(1.0 / Math.Sqrt(variance + epsilon)));
    }

    private struct RowBody<TOut> : IElementwise
        where TOut : unmanaged
    {
        public short* X;
        public TOut* Y;
        public float Mean;
        public float Factor;
        public float* Gain;
        public float* Offset;
        public int Min;
        public int Max;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var mean = TLanes.Broadcast(Mean);
                var factor = TLanes.Broadcast(Factor);
                var x = X;
                var gain = Gain;
                var offset = Offset;
                var y = Y;
                var c = begin;
                if (typeof(TOut) == typeof(byte))
                {
                    var range = TLanes.Range(0, Min, Max, null);
                    for (; c <= end - 4 * TLanes.Count; c += 4 * TLanes.Count)
                    {
                        TLanes.StoreRows(
                            (byte*)y + c,
                            (byte*)y + c + 2 * TLanes.Count,
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c, mean, factor),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + TLanes.Count, mean, factor),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + 2 * TLanes.Count, mean, factor),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + 3 * TLanes.Count, mean, factor),
                            range);
                    }
                }

                var min = TLanes.Broadcast((float)Min);
                var max = TLanes.Broadcast((float)Max);
                for (; c < end; c += TLanes.Count)
                {
                    var v = Normalize<TLanes, TFloat, TInt>(x, gain, offset, c, mean, factor);
                    Elements.Store<TOut, TLanes, TFloat, TInt>(y + c, TLanes.Round(TLanes.Clamp(v, min, max)));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(short* x, float* gain, float* offset, nint c, TFloat mean, TFloat factor)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            TLanes.RoundSaturated(Normalize<TLanes, TFloat, TInt>(x, gain, offset, c, mean, factor));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TFloat Normalize<TLanes, TFloat, TInt>(short* x, float* gain, float* offset, nint c, TFloat mean, TFloat factor)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(LayerNormMath.Normalize<TLanes, TFloat, TInt>(
                TLanes.LoadConverted(x + c), mean, factor, TLanes.Load(gain + c), TLanes.Load(offset + c)));
    }

    private struct QuadBody : IElementwise
    {
        public short* X0;
        public short* X1;
        public short* X2;
        public short* X3;
        public byte* Y;
        public float Mean0;
        public float Mean1;
        public float Mean2;
        public float Mean3;
        public float Factor0;
        public float Factor1;
        public float Factor2;
        public float Factor3;
        public float* Gain;
        public float* Offset;
        public int Min;
        public int Max;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = TLanes.Range(0, Min, Max, null);
                var (mean0, factor0) = (TLanes.Broadcast(Mean0), TLanes.Broadcast(Factor0));
                var (mean1, factor1) = (TLanes.Broadcast(Mean1), TLanes.Broadcast(Factor1));
                var (mean2, factor2) = (TLanes.Broadcast(Mean2), TLanes.Broadcast(Factor2));
                var (mean3, factor3) = (TLanes.Broadcast(Mean3), TLanes.Broadcast(Factor3));
                var x0 = X0;
                var x1 = X1;
                var x2 = X2;
                var x3 = X3;
                var y = Y;
                var gains = Gain;
                var offsets = Offset;
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    var gain = TLanes.Load(gains + c);
                    var offset = TLanes.Load(offsets + c);
                    TLanes.StoreQuads(
                        y + c * 4,
                        Round<TLanes, TFloat, TInt>(x0 + c, mean0, factor0, gain, offset),
                        Round<TLanes, TFloat, TInt>(x1 + c, mean1, factor1, gain, offset),
                        Round<TLanes, TFloat, TInt>(x2 + c, mean2, factor2, gain, offset),
                        Round<TLanes, TFloat, TInt>(x3 + c, mean3, factor3, gain, offset),
                        range);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(short* x, TFloat mean, TFloat factor, TFloat gain, TFloat offset)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            TLanes.RoundSaturated(LayerNormMath.Normalize<TLanes, TFloat, TInt>(
                TLanes.LoadConverted(x), mean, factor, gain, offset));
    }
}
