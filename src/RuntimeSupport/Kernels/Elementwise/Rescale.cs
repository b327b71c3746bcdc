// Needs: Elementwise.cs Elements.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>Per-channel affine map and requantization of rows of u8 or s16: y = clamp(round(float(r) * gain[c] + offset[c]), min, max).</summary>
static unsafe partial class Rescale<TTier>
    where TTier : struct, ITier
{
    /// <summary>Maps rows; calls on disjoint ranges of rows are independent and may run at the same time.</summary>
    /// <typeparam name="TIn">byte or short.</typeparam>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="x">Row 0.</param>
    /// <param name="stride">Values from one row of x to the next.</param>
    /// <param name="rowBegin">First row.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="gain">f32[channels].</param>
    /// <param name="offset">f32[channels]; holds both zero points.</param>
    /// <param name="min">Least value of the output's quantizer.</param>
    /// <param name="max">Greatest value of the output's quantizer.</param>
    /// <param name="y">Row 0 of the output, row-major. May be x where both types have the same size.</param>
    /// <param name="yStride">Values from one row of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TIn, TOut>(
        TIn* x, nint stride, int rowBegin, int rowEnd, int channels, float* gain, float* offset, int min, int max, TOut* y, nint yStride)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        unchecked
        {
            var body = new RowBody<TIn, TOut> { Gain = gain, Offset = offset, Min = min, Max = max };
            for (nint row = rowBegin; row < rowEnd; row++)
            {
                body.X = x + row * stride;
                body.Y = y + row * yStride;
                Elementwise<TTier>.Run(body, channels);
            }
        }
    }

    /// <summary>Maps rows and writes them as token mixing reads them, see <see cref="TokenInterleaved"/>.</summary>
    /// <typeparam name="TIn">byte or short.</typeparam>
    /// <param name="x">Row 0.</param>
    /// <param name="stride">Values from one row of x to the next.</param>
    /// <param name="rowBegin">First row; a multiple of 4.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="gain">f32[channels].</param>
    /// <param name="offset">f32[channels]; holds both zero points.</param>
    /// <param name="min">Least value of the output's quantizer.</param>
    /// <param name="max">Greatest value of the output's quantizer.</param>
    /// <param name="y">First byte of quad 0. Missing rows of a last quad get an arbitrary value.</param>
    /// <param name="quadStride">Bytes from one quad of rows of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleaved<TIn>(
        TIn* x, nint stride, int rowBegin, int rowEnd, int channels, float* gain, float* offset, int min, int max, byte* y, nint quadStride)
        where TIn : unmanaged
    {
        unchecked
        {
            var body = new QuadBody<TIn> { Gain = gain, Offset = offset, Min = min, Max = max };
            nint last = rowEnd - 1;
            for (nint row = rowBegin; row < rowEnd; row += 4)
            {
                body.X0 = x + row * stride;
                body.X1 = x + (row + 1 < last ? row + 1 : last) * stride;
                body.X2 = x + (row + 2 < last ? row + 2 : last) * stride;
                body.X3 = x + (row + 3 < last ? row + 3 : last) * stride;
                body.Y = y + row / 4 * quadStride;
                Elementwise<TTier>.Run(body, channels);
            }
        }
    }

    private struct RowBody<TIn, TOut> : IElementwise
        where TIn : unmanaged
        where TOut : unmanaged
    {
        public TIn* X;
        public TOut* Y;
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
                var x = X;
                var y = Y;
                var gain = Gain;
                var offset = Offset;
                var c = begin;
                if (typeof(TOut) == typeof(byte))
                {
                    var range = TLanes.Range(0, Min, Max, null);
                    for (; c <= end - 4 * TLanes.Count; c += 4 * TLanes.Count)
                    {
                        TLanes.StoreRows(
                            (byte*)y + c,
                            (byte*)y + c + 2 * TLanes.Count,
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + TLanes.Count),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + 2 * TLanes.Count),
                            Round<TLanes, TFloat, TInt>(x, gain, offset, c + 3 * TLanes.Count),
                            range);
                    }
                }

                var min = TLanes.Broadcast((float)Min);
                var max = TLanes.Broadcast((float)Max);
                for (; c < end; c += TLanes.Count)
                {
                    var v = TLanes.Clamp(Map<TLanes, TFloat, TInt>(x, gain, offset, c), min, max);
                    Elements.Store<TOut, TLanes, TFloat, TInt>(y + c, TLanes.Round(v));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(TIn* x, float* gain, float* offset, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> => TLanes.RoundSaturated(Map<TLanes, TFloat, TInt>(x, gain, offset, c));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TFloat Map<TLanes, TFloat, TInt>(TIn* x, float* gain, float* offset, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(TLanes.Add(
                TLanes.Multiply(Elements.LoadConverted<TIn, TLanes, TFloat, TInt>(x + c), TLanes.Load(gain + c)),
                TLanes.Load(offset + c)));
    }

    private struct QuadBody<TIn> : IElementwise
        where TIn : unmanaged
    {
        public TIn* X0;
        public TIn* X1;
        public TIn* X2;
        public TIn* X3;
        public byte* Y;
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
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    TLanes.StoreQuads(
                        Y + c * 4,
                        Map<TLanes, TFloat, TInt>(X0, c),
                        Map<TLanes, TFloat, TInt>(X1, c),
                        Map<TLanes, TFloat, TInt>(X2, c),
                        Map<TLanes, TFloat, TInt>(X3, c),
                        range);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TInt Map<TLanes, TFloat, TInt>(TIn* x, nint c)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var r = Elements.LoadConverted<TIn, TLanes, TFloat, TInt>(x + c);
                var v = TLanes.Add(TLanes.Multiply(r, TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
                return TLanes.RoundSaturated(v);
            }
        }
    }
}
