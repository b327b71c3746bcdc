// Needs: Product.cs LinearWeights.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// Matrix product along the last axis: acc[row, n] = bias[n] + sum over k of x[row, k] * weight[n, k], with weights in panels of
/// 16 output channels, and an epilogue.
/// </summary>
static unsafe partial class ChannelMixing<TTier, TEpilogue>
    where TTier : struct, ITier
    where TEpilogue : struct, IEpilogue
{
    /// <summary>Computes some rows and output channels; calls on disjoint ranges are independent and may run at the same time.</summary>
    /// <param name="x">
    /// u8, row 0. K is read in quads: the 1 to 3 bytes behind the K of a row that complete its last quad must be readable; their values do not matter.
    /// </param>
    /// <param name="stride">Bytes from one row of x to the next, at least K.</param>
    /// <param name="rowBegin">First row; a multiple of 4 where the epilogue interleaves.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="weights">Panels, see <see cref="LinearWeights.Data"/>.</param>
    /// <param name="columnBegin">First output channel; a multiple of 16.</param>
    /// <param name="columnEnd">Behind the last output channel, at most N.</param>
    /// <param name="epilogue">Rows and columns of its output are those of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        byte* x,
        nint stride,
        int rowBegin,
        int rowEnd,
        in LinearWeights weights,
        int columnBegin,
        int columnEnd,
        in TEpilogue epilogue)
    {
        unchecked
        {
            var quads = (weights.Depth + 3) / 4;
            var operands = new TileArguments
            {
                Broadcast = x,
                BroadcastStride = stride,
                Vector = weights.Data,
                VectorQuadStride = 64,
                VectorColumnStride = weights.Bits == 8 ? (nint)quads * 64 : (nint)((quads + 1) / 2) * 64,
                Bias = weights.Bias,
                Quads = quads,
                Certificate = weights.Certificate,
                WeightBits = weights.Bits,
            };
            Product<TTier, ChannelForm, TEpilogue>.Run(operands, rowBegin, rowEnd, columnBegin, columnEnd, epilogue);
        }
    }
}
