// Needs: Elementwise.cs Elements.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>Mean over tokens of u8 or s16: y[c] = clamp(round(float(sum over t of r[t, c]) * gain[c] + offset[c]), min, max).</summary>
static unsafe partial class Mean<TTier>
    where TTier : struct, ITier
{
    /// <summary>Pools all tokens of all channels.</summary>
    /// <typeparam name="TIn">byte or short.</typeparam>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="x">Token 0.</param>
    /// <param name="stride">Values from one token of x to the next.</param>
    /// <param name="tokens">T, at most 65,536, so that the sum of s16 values stays within 32 bits.</param>
    /// <param name="channels">Channels of a token.</param>
    /// <param name="gain">f32[channels]: scale(r) / (T * scale(y)).</param>
    /// <param name="offset">f32[channels]; holds both zero points.</param>
    /// <param name="min">Least value of the output's quantizer.</param>
    /// <param name="max">Greatest value of the output's quantizer.</param>
    /// <param name="y">The channels' means.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tokens<TIn, TOut>(
        TIn* x, nint stride, int tokens, int channels, float* gain, float* offset, int min, int max, TOut* y)
        where TIn : unmanaged
        where TOut : unmanaged =>
        Elementwise<TTier>.Run(
            new Body<TIn, TOut> { X = x, Stride = stride, Tokens = tokens, Gain = gain, Offset = offset, Min = min, Max = max, Y = y },
            channels);

    private struct Body<TIn, TOut> : IElementwise
        where TIn : unmanaged
        where TOut : unmanaged
    {
        public TIn* X;
        public nint Stride;
        public nint Tokens;
        public float* Gain;
        public float* Offset;
        public int Min;
        public int Max;
        public TOut* Y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                for (var c = begin; c < end; c += TLanes.Count)
                {
                    var sum = TLanes.Broadcast(0);
                    var source = X + c;
                    for (nint token = 0; token < Tokens; token++)
                    {
                        sum = TLanes.Add(sum, Elements.LoadInts<TIn, TLanes, TFloat, TInt>(source));
                        source += Stride;
                    }

                    var v = TLanes.Add(TLanes.Multiply(TLanes.Convert(sum), TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
                    var clamped = TLanes.Clamp(v, TLanes.Broadcast((float)Min), TLanes.Broadcast((float)Max));
                    Elements.Store<TOut, TLanes, TFloat, TInt>(Y + c, TLanes.Round(clamped));
                }
            }
        }
    }
}
