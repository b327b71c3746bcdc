// Needs: Elementwise.cs Elements.cs MeanArguments.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>Mean over tokens of u8 or s16: y[c] = clamp(round(float(sum over t of r[t, c]) * gain[c] + offset[c]), min, max).</summary>
static unsafe partial class Mean<TTier>
    where TTier : struct, ITier
{
    /// <summary>Pools all tokens of all channels.</summary>
    /// <typeparam name="TIn">byte or short.</typeparam>
    /// <typeparam name="TOut">byte or short.</typeparam>
    /// <param name="mean">What is averaged.</param>
    /// <param name="y">The channels' means.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tokens<TIn, TOut>(in MeanArguments<TIn> mean, TOut* y)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var body = new Body<TIn, TOut>
        {
            X = mean.Input,
            Stride = mean.Stride,
            Tokens = mean.Tokens,
            Gain = mean.Gain,
            Offset = mean.Offset,
            Min = mean.Min,
            Max = mean.Max,
            Y = y,
        };
        Elementwise<TTier>.Run(ref body, mean.Channels);
    }

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
