// Needs: Elementwise.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// The layout in which token mixing reads its activations: [T/4][channels][4], so that four consecutive tokens of one channel
/// are four consecutive bytes and sixteen channels are one vector.
/// </summary>
static unsafe partial class TokenInterleaved
{
    /// <summary>
    /// Bytes that may be read behind the last quad: token mixing loads whole vectors of 16 channels from any first channel,
    /// and its results for channels that do not exist are dropped.
    /// </summary>
    public const int Slack = 64;

    /// <summary>Bytes from one quad of tokens to the next, for a number of channels.</summary>
    public static int QuadStride(int channels) => channels * 4;

    /// <summary>Bytes of a buffer for a number of tokens and channels, slack included.</summary>
    public static int Length(int tokens, int channels) => (tokens + 3) / 4 * QuadStride(channels) + Slack;

    /// <summary>Copies u8[tokens][channels] into the layout, for producers that cannot write it themselves.</summary>
    /// <param name="x">First byte of token 0.</param>
    /// <param name="stride">Bytes from one token of x to the next.</param>
    /// <param name="rowBegin">First token; a multiple of 4.</param>
    /// <param name="rowEnd">Behind the last token.</param>
    /// <param name="channels">Channels to copy.</param>
    /// <param name="y">First byte of quad 0.</param>
    /// <param name="quadStride">Bytes from one quad of y to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TTier>(byte* x, nint stride, int rowBegin, int rowEnd, int channels, byte* y, nint quadStride)
        where TTier : struct, ITier
    {
        unchecked
        {
            for (nint token = rowBegin; token < rowEnd; token += 4)
            {
                // Where the quad is not full its last token stands in for the missing ones: zero weights make them harmless.
                nint last = rowEnd - 1;
                var body = new Body
                {
                    X0 = x + token * stride,
                    X1 = x + (token + 1 < last ? token + 1 : last) * stride,
                    X2 = x + (token + 2 < last ? token + 2 : last) * stride,
                    X3 = x + (token + 3 < last ? token + 3 : last) * stride,
                    Y = y + token / 4 * quadStride,
                };
                Elementwise<TTier>.Run(ref body, channels);
            }
        }
    }

    private struct Body : IElementwise
    {
        public byte* X0;
        public byte* X1;
        public byte* X2;
        public byte* X3;
        public byte* Y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = TLanes.Range(0, 0, 255, null);
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    TLanes.StoreQuads(
                        Y + c * 4, TLanes.LoadInts(X0 + c), TLanes.LoadInts(X1 + c), TLanes.LoadInts(X2 + c), TLanes.LoadInts(X3 + c), range);
                }
            }
        }
    }
}
