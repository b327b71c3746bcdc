// Needs: Elementwise.cs Elements.cs IElementwiseStep.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>The loops of elementwise steps over rows: what is computed is a struct of the caller's, which the JIT compiles into them.</summary>
static unsafe partial class ElementwiseSteps<TTier>
    where TTier : struct, ITier
{
    /// <summary>Writes rows; calls on disjoint ranges of rows are independent and may run at the same time.</summary>
    /// <typeparam name="TStep">The step.</typeparam>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="step">Row 0 of each input.</param>
    /// <param name="stride">Values from one row of the inputs to the next.</param>
    /// <param name="rowBegin">First row.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="y">Row 0 of the output, row-major. May be an input whose values have the same size.</param>
    /// <param name="yStride">Values from one row of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TStep, TOut>(in TStep step, nint stride, int rowBegin, int rowEnd, int channels, TOut* y, nint yStride)
        where TStep : struct, IElementwiseStep
        where TOut : unmanaged
    {
        unchecked
        {
            var body = new RowBody<TStep, TOut> { Step = step };
            for (nint row = rowBegin; row < rowEnd; row++)
            {
                body.Row = row * stride;
                body.Y = y + row * yStride;
                Elementwise<TTier>.Run(ref body, channels);
            }
        }
    }

    /// <summary>Writes rows as token mixing reads them, see <c>TokenInterleaved</c>.</summary>
    /// <typeparam name="TStep">The step.</typeparam>
    /// <param name="step">Row 0 of each input.</param>
    /// <param name="stride">Values from one row of the inputs to the next.</param>
    /// <param name="rowBegin">First row; a multiple of 4.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="y">First byte of quad 0. Missing rows of a last quad get an arbitrary value.</param>
    /// <param name="quadStride">Bytes from one quad of rows of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleaved<TStep>(in TStep step, nint stride, int rowBegin, int rowEnd, int channels, byte* y, nint quadStride)
        where TStep : struct, IElementwiseStep
    {
        unchecked
        {
            var body = new QuadBody<TStep> { Step = step };
            nint last = rowEnd - 1;
            for (nint row = rowBegin; row < rowEnd; row += 4)
            {
                // The last row stands in for the missing ones of a quad that is not full.
                body.Row0 = row * stride;
                body.Row1 = (row + 1 < last ? row + 1 : last) * stride;
                body.Row2 = (row + 2 < last ? row + 2 : last) * stride;
                body.Row3 = (row + 3 < last ? row + 3 : last) * stride;
                body.Y = y + row / 4 * quadStride;
                Elementwise<TTier>.Run(ref body, channels);
            }
        }
    }

    private struct RowBody<TStep, TOut> : IElementwise
        where TStep : struct, IElementwiseStep
        where TOut : unmanaged
    {
        public TStep Step;
        public nint Row;
        public TOut* Y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var step = Step;
                var row = Row;
                var y = Y;
                var c = begin;
                if (typeof(TOut) == typeof(byte))
                {
                    var range = TLanes.Range(TStep.ZeroPoint, TStep.Min, TStep.Max, null);
                    for (; c <= end - 4 * TLanes.Count; c += 4 * TLanes.Count)
                    {
                        TLanes.StoreRows(
                            (byte*)y + c,
                            (byte*)y + c + 2 * TLanes.Count,
                            TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row, c)),
                            TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row, c + TLanes.Count)),
                            TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row, c + 2 * TLanes.Count)),
                            TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row, c + 3 * TLanes.Count)),
                            range);
                    }
                }

                var zeroPoint = TLanes.Broadcast(TStep.ZeroPoint);
                var min = TLanes.Broadcast((float)(TStep.Min - TStep.ZeroPoint));
                var max = TLanes.Broadcast((float)(TStep.Max - TStep.ZeroPoint));
                for (; c < end; c += TLanes.Count)
                {
                    var v = TLanes.Clamp(step.Value<TLanes, TFloat, TInt>(row, c), min, max);
                    Elements.Store<TOut, TLanes, TFloat, TInt>(y + c, TLanes.Add(TLanes.Round(v), zeroPoint));
                }
            }
        }
    }

    private struct QuadBody<TStep> : IElementwise
        where TStep : struct, IElementwiseStep
    {
        public TStep Step;
        public nint Row0;
        public nint Row1;
        public nint Row2;
        public nint Row3;
        public byte* Y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var step = Step;
                var (row0, row1, row2, row3) = (Row0, Row1, Row2, Row3);
                var y = Y;
                var range = TLanes.Range(TStep.ZeroPoint, TStep.Min, TStep.Max, null);
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    TLanes.StoreQuads(
                        y + c * 4,
                        TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row0, c)),
                        TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row1, c)),
                        TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row2, c)),
                        TLanes.RoundSaturated(step.Value<TLanes, TFloat, TInt>(row3, c)),
                        range);
                }
            }
        }
    }
}
