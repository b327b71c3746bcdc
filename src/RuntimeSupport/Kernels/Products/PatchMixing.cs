// Needs: ChannelMixing.cs IndexMap.cs Rearrange.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;

/// <summary>
/// Patch embedding: channel mixing of rows that an index map cuts out of an image. A few rows at a time are gathered on the stack, where the
/// product finds them in the first-level cache; the patches are never in memory all together.
/// </summary>
static unsafe partial class PatchMixing<TTier, TEpilogue>
    where TTier : struct, ITier
    where TEpilogue : struct, IEpilogue
{
    /// <summary>Computes some rows; calls on disjoint ranges are independent and may run at the same time.</summary>
    /// <param name="x">u8, element 0 of the image; nothing beyond what the index map reads needs to be readable.</param>
    /// <param name="patches">Where each byte of the patches stands in x: first the axes along which rows are counted, then those of K.</param>
    /// <param name="rowAxes">Number of axes along which rows are counted.</param>
    /// <param name="rowsAtATime">Rows that are gathered together, a multiple of 4.</param>
    /// <param name="rowBegin">First row; a multiple of 4 where the epilogue interleaves.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="weights">Panels, see <see cref="LinearWeights.Data"/>; all output channels are computed.</param>
    /// <param name="epilogue">Rows and columns of its output are those of the product.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        byte* x,
        in IndexMap patches,
        int rowAxes,
        int rowsAtATime,
        int rowBegin,
        int rowEnd,
        in LinearWeights weights,
        in TEpilogue epilogue)
    {
        unchecked
        {
            // Whole quads of k, as the product reads them.
            var stride = (weights.Depth + 3) & ~3;
            var dims = patches.Dims;
            var strides = patches.Strides;
            var rows = stackalloc byte[rowsAtATime * stride];
            for (var begin = rowBegin; begin < rowEnd; begin += rowsAtATime)
            {
                var end = rowEnd - begin < rowsAtATime ? rowEnd : begin + rowsAtATime;
                for (var row = begin; row < end; row++)
                {
                    var first = patches.Offset + Offset(row, dims[..rowAxes], strides);
                    var patch = new IndexMap { Dims = dims[rowAxes..], Strides = strides[rowAxes..], Offset = first };
                    Rearrange.Run(x, rows + (nint)(row - begin) * stride, patch);
                }

                ChannelMixing<TTier, TEpilogue>.Run(rows - (nint)begin * stride, stride, begin, end, weights, 0, weights.Rows, epilogue);
            }
        }
    }

    /// <summary>Where a row begins: its number as a position along the axes, the last one fastest, times their strides.</summary>
    private static nint Offset(int row, ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        unchecked
        {
            nint offset = 0;
            for (var axis = dims.Length - 1; axis >= 0; axis--)
            {
                offset += (nint)(row % dims[axis]) * strides[axis];
                row /= dims[axis];
            }

            return offset;
        }
    }
}
