// Needs: Elementwise.cs Elements.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>
/// Elementwise product and requantization of rows of u8 or s16: y = clamp(round(float(a - zeroA) * float(b - zeroB) * multiplier) + zeroPoint, min, max).
/// The differences are exact in float32, so their product there is the exact integer product, rounded once where it has more than 24 bits.
/// </summary>
static unsafe partial class Multiply<TTier>
    where TTier : struct, ITier
{
    /// <summary>Multiplies rows; calls on disjoint ranges of rows are independent and may run at the same time.</summary>
    /// <typeparam name="TA">byte or short.</typeparam>
    /// <typeparam name="TB">byte or short.</typeparam>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="a">Row 0.</param>
    /// <param name="zeroA">Zero point of a.</param>
    /// <param name="b">Row 0; may be a.</param>
    /// <param name="zeroB">Zero point of b.</param>
    /// <param name="stride">Values from one row of a, and of b, to the next.</param>
    /// <param name="rowBegin">First row.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="multiplier">scale(a) * scale(b) / scale(y).</param>
    /// <param name="zeroPoint">Zero point of y; 0 for shorts.</param>
    /// <param name="min">Least value of y.</param>
    /// <param name="max">Greatest value of y.</param>
    /// <param name="y">Row 0 of the output, row-major. May be a or b where the types have the same size.</param>
    /// <param name="yStride">Values from one row of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TA, TB, TOut>(
        TA* a, int zeroA, TB* b, int zeroB, nint stride, int rowBegin, int rowEnd, int channels, float multiplier, int zeroPoint, int min, int max, TOut* y, nint yStride)
        where TA : unmanaged
        where TB : unmanaged
        where TOut : unmanaged
    {
        unchecked
        {
            var body = new RowBody<TA, TB, TOut> { ZeroA = zeroA, ZeroB = zeroB, Multiplier = multiplier, ZeroPoint = zeroPoint, Min = min, Max = max };
            for (nint row = rowBegin; row < rowEnd; row++)
            {
                body.A = a + row * stride;
                body.B = b + row * stride;
                body.Y = y + row * yStride;
                Elementwise<TTier>.Run(body, channels);
            }
        }
    }

    /// <summary>Multiplies rows and writes them as token mixing reads them, see <see cref="TokenInterleaved"/>.</summary>
    /// <typeparam name="TA">byte or short.</typeparam>
    /// <typeparam name="TB">byte or short.</typeparam>
    /// <param name="a">Row 0.</param>
    /// <param name="zeroA">Zero point of a.</param>
    /// <param name="b">Row 0; may be a.</param>
    /// <param name="zeroB">Zero point of b.</param>
    /// <param name="stride">Values from one row of a, and of b, to the next.</param>
    /// <param name="rowBegin">First row; a multiple of 4.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="multiplier">scale(a) * scale(b) / scale(y).</param>
    /// <param name="zeroPoint">Zero point of y.</param>
    /// <param name="min">Least value of y.</param>
    /// <param name="max">Greatest value of y.</param>
    /// <param name="y">First byte of quad 0. Missing rows of a last quad get an arbitrary value.</param>
    /// <param name="quadStride">Bytes from one quad of rows of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleaved<TA, TB>(
        TA* a, int zeroA, TB* b, int zeroB, nint stride, int rowBegin, int rowEnd, int channels, float multiplier, int zeroPoint, int min, int max, byte* y, nint quadStride)
        where TA : unmanaged
        where TB : unmanaged
    {
        unchecked
        {
            var body = new QuadBody<TA, TB> { ZeroA = zeroA, ZeroB = zeroB, Multiplier = multiplier, ZeroPoint = zeroPoint, Min = min, Max = max };
            nint last = rowEnd - 1;
            for (nint row = rowBegin; row < rowEnd; row += 4)
            {
                body.A = a + row * stride;
                body.B = b + row * stride;

                // The last row stands in for the missing ones of a quad that is not full.
                body.Row1 = (row + 1 < last ? 1 : last - row) * stride;
                body.Row2 = (row + 2 < last ? 2 : last - row) * stride;
                body.Row3 = (row + 3 < last ? 3 : last - row) * stride;
                body.Y = y + row / 4 * quadStride;
                Elementwise<TTier>.Run(body, channels);
            }
        }
    }

    /// <summary>The scaled product of the elements from a place on, before it is rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat Product<TA, TB, TLanes, TFloat, TInt>(TA* a, TFloat zeroA, TB* b, TFloat zeroB, TFloat multiplier)
        where TA : unmanaged
        where TB : unmanaged
        where TLanes : struct, ILanes<TFloat, TInt> =>
        TLanes.Multiply(
            TLanes.Multiply(
                TLanes.Subtract(Elements.LoadConverted<TA, TLanes, TFloat, TInt>(a), zeroA),
                TLanes.Subtract(Elements.LoadConverted<TB, TLanes, TFloat, TInt>(b), zeroB)),
            multiplier);

    private struct RowBody<TA, TB, TOut> : IElementwise
        where TA : unmanaged
        where TB : unmanaged
        where TOut : unmanaged
    {
        public TA* A;
        public TB* B;
        public TOut* Y;
        public int ZeroA;
        public int ZeroB;
        public float Multiplier;
        public int ZeroPoint;
        public int Min;
        public int Max;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var a = A;
                var b = B;
                var y = Y;
                var zeroA = TLanes.Broadcast((float)ZeroA);
                var zeroB = TLanes.Broadcast((float)ZeroB);
                var multiplier = TLanes.Broadcast(Multiplier);
                var c = begin;
                if (typeof(TOut) == typeof(byte))
                {
                    var range = TLanes.Range(ZeroPoint, Min, Max, null);
                    for (; c <= end - 4 * TLanes.Count; c += 4 * TLanes.Count)
                    {
                        TLanes.StoreRows(
                            (byte*)y + c,
                            (byte*)y + c + 2 * TLanes.Count,
                            Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, c),
                            Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, c + TLanes.Count),
                            Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, c + 2 * TLanes.Count),
                            Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, c + 3 * TLanes.Count),
                            range);
                    }
                }

                var zeroPoint = TLanes.Broadcast(ZeroPoint);
                var min = TLanes.Broadcast((float)(Min - ZeroPoint));
                var max = TLanes.Broadcast((float)(Max - ZeroPoint));
                for (; c < end; c += TLanes.Count)
                {
                    var v = TLanes.Clamp(Product<TA, TB, TLanes, TFloat, TInt>(a + c, zeroA, b + c, zeroB, multiplier), min, max);
                    Elements.Store<TOut, TLanes, TFloat, TInt>(y + c, TLanes.Add(TLanes.Round(v), zeroPoint));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(TA* a, TFloat zeroA, TB* b, TFloat zeroB, TFloat multiplier, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(TLanes.RoundSaturated(Product<TA, TB, TLanes, TFloat, TInt>(a + c, zeroA, b + c, zeroB, multiplier)));
    }

    private struct QuadBody<TA, TB> : IElementwise
        where TA : unmanaged
        where TB : unmanaged
    {
        public TA* A;
        public TB* B;
        public nint Row1;
        public nint Row2;
        public nint Row3;
        public byte* Y;
        public int ZeroA;
        public int ZeroB;
        public float Multiplier;
        public int ZeroPoint;
        public int Min;
        public int Max;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var a = A;
                var b = B;
                var y = Y;
                var (row1, row2, row3) = (Row1, Row2, Row3);
                var zeroA = TLanes.Broadcast((float)ZeroA);
                var zeroB = TLanes.Broadcast((float)ZeroB);
                var multiplier = TLanes.Broadcast(Multiplier);
                var range = TLanes.Range(ZeroPoint, Min, Max, null);
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    TLanes.StoreQuads(
                        y + c * 4,
                        Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, c),
                        Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, row1 + c),
                        Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, row2 + c),
                        Round<TLanes, TFloat, TInt>(a, zeroA, b, zeroB, multiplier, row3 + c),
                        range);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(TA* a, TFloat zeroA, TB* b, TFloat zeroB, TFloat multiplier, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(TLanes.RoundSaturated(Product<TA, TB, TLanes, TFloat, TInt>(a + c, zeroA, b + c, zeroB, multiplier)));
    }
}
