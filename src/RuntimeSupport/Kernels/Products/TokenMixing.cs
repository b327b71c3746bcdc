// Needs: Product.cs LinearWeights.cs TokenInterleaved.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// Matrix product along an axis before the last: acc[n, c] = bias[n] + sum over k of weight[n, k] * x[k, c], with weights in rows,
/// activations interleaved by four tokens (see <see cref="TokenInterleaved"/>), and an epilogue. Nothing is transposed.
/// </summary>
static unsafe partial class TokenMixing<TTier, TEpilogue>
    where TTier : struct, ITier
    where TEpilogue : struct, IEpilogue
{
    /// <summary>
    /// Computes some output tokens and channels; calls on disjoint ranges are independent and may run at the same time.
    /// A group of channels with weights of its own (one of several token-mixing MLPs) is one call, with x and the epilogue's pointers
    /// moved to the group's first channel (x by 4 bytes a channel) and channels counted from there.
    /// </summary>
    /// <param name="x">u8[K/4][channels][4] with the slack that <see cref="TokenInterleaved.Length"/> includes.</param>
    /// <param name="quadStride">Bytes from one quad of tokens to the next: <see cref="TokenInterleaved.QuadStride"/>.</param>
    /// <param name="weights">Rows, see <see cref="LinearWeights.Data"/>.</param>
    /// <param name="rowBegin">First output token; a multiple of 4 where the epilogue interleaves.</param>
    /// <param name="rowEnd">Behind the last output token, at most N.</param>
    /// <param name="columnBegin">First channel.</param>
    /// <param name="columnEnd">Behind the last channel.</param>
    /// <param name="epilogue">Rows and columns of its output are those of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        byte* x,
        nint quadStride,
        in LinearWeights weights,
        int rowBegin,
        int rowEnd,
        int columnBegin,
        int columnEnd,
        in TEpilogue epilogue)
    {
        unchecked
        {
            var quads = (weights.Depth + 3) / 4;
            var operands = new TileArguments
            {
                Broadcast = weights.Data,
                BroadcastStride = weights.Bits == 8 ? (nint)quads * 4 : (nint)((quads + 1) / 2) * 4,
                Vector = x,
                VectorQuadStride = quadStride,
                VectorColumnStride = 64,
                Bias = weights.Bias,
                Quads = quads,
                Certificate = weights.Certificate,
                WeightBits = weights.Bits,
            };
            Product<TTier, TokenForm, TEpilogue>.Run(operands, rowBegin, rowEnd, columnBegin, columnEnd, epilogue);
        }
    }
}
