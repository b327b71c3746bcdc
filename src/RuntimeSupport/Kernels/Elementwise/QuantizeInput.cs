// Needs: Elementwise.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;

/// <summary>
/// Entry of a float sample: q = clamp(round(x / scale[c] + offset[c]) + zeroPoint, 0, max). What is not a number becomes 0.
/// </summary>
static unsafe partial class QuantizeInput<TTier>
    where TTier : struct, ITier
{
    /// <summary>One scale for all values, or the plane of one channel.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="length">Number of values.</param>
    /// <param name="scale">Divisor.</param>
    /// <param name="offset">Added before rounding.</param>
    /// <param name="zeroPoint">Added after rounding.</param>
    /// <param name="max">Greatest value of the tensor's quantizer.</param>
    /// <param name="y">Receives the quantized values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Plane(float* x, int length, float scale, float offset, int zeroPoint, int max, byte* y)
    {
        var body = new Body { X = x, Y = y, Scale = scale, Offset = offset, ZeroPoint = zeroPoint, Max = max };
        Elementwise<TTier>.Run(ref body, length);
    }

    /// <summary>[channels][length] to [channels][length], a scale and an offset for each channel.</summary>
    /// <param name="x">Floats, channel by channel.</param>
    /// <param name="length">Values of a channel.</param>
    /// <param name="scales">One for each channel.</param>
    /// <param name="offsets">One for each channel.</param>
    /// <param name="zeroPoint">Added after rounding.</param>
    /// <param name="max">Greatest value of the tensor's quantizer.</param>
    /// <param name="y">Receives the quantized values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Channels(float* x, int length, ReadOnlySpan<float> scales, ReadOnlySpan<float> offsets, int zeroPoint, int max, byte* y)
    {
        unchecked
        {
            for (var c = 0; c < scales.Length; c++)
            {
                Plane(x + (nint)c * length, length, scales[c], offsets[c], zeroPoint, max, y + (nint)c * length);
            }
        }
    }

    /// <summary>[channels][length] to [length][channels]: a CHW sample as interleaved pixels.</summary>
    /// <param name="x">Floats, channel by channel.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="length">Values of a channel: height * width.</param>
    /// <param name="pixelBegin">First pixel; calls on disjoint ranges are independent and may run at the same time.</param>
    /// <param name="pixelEnd">Behind the last pixel.</param>
    /// <param name="scales">One for each channel, or one for all.</param>
    /// <param name="offsets">As many as scales.</param>
    /// <param name="zeroPoint">Added after rounding.</param>
    /// <param name="max">Greatest value of the tensor's quantizer.</param>
    /// <param name="y">Pixel 0 of the output.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToHwc(
        float* x,
        int channels,
        int length,
        int pixelBegin,
        int pixelEnd,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<float> offsets,
        int zeroPoint,
        int max,
        byte* y)
    {
        unchecked
        {
            // A piece of one channel at a time, small enough to stay in the first-level cache with the pixels that it belongs to.
            const int Piece = 512;
            var values = stackalloc byte[Piece];
            for (nint begin = pixelBegin; begin < pixelEnd; begin += Piece)
            {
                var count = pixelEnd - begin < Piece ? (int)(pixelEnd - begin) : Piece;
                for (var c = 0; c < channels; c++)
                {
                    var group = scales.Length == 1 ? 0 : c;
                    Plane(x + (nint)c * length + begin, count, scales[group], offsets[group], zeroPoint, max, values);
                    var pixel = y + begin * channels + c;
                    for (nint i = 0; i < count; i++)
                    {
                        pixel[i * channels] = values[i];
                    }
                }
            }
        }
    }

    private struct Body : IElementwise
    {
        public float* X;
        public byte* Y;
        public float Scale;
        public float Offset;
        public int ZeroPoint;
        public int Max;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var scale = TLanes.Broadcast(Scale);
                var offset = TLanes.Broadcast(Offset);
                var zeroPoint = TLanes.Broadcast(ZeroPoint);
                var low = TLanes.Broadcast((float)-ZeroPoint);
                var high = TLanes.Broadcast((float)(Max - ZeroPoint));
                for (var i = begin; i < end; i += TLanes.Count)
                {
                    var v = TLanes.Add(TLanes.Divide(TLanes.Load(X + i), scale), offset);
                    TLanes.Store(Y + i, TLanes.Add(TLanes.Round(TLanes.Clamp(v, low, high)), zeroPoint));
                }
            }
        }
    }
}
