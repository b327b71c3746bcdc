using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Entry from floats: division, rounding, clamping, transposition, and values that are no numbers.</summary>
public unsafe class QuantizeInputTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Random_samples_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Int[1, 5], Gen.OneOf(Gen.Int[1, 70], Gen.Int[500, 1100]), Gen.Int[0, int.MaxValue - 1])
            .Sample((channels, length, seed) => Tiers.Run(tier, new Case(channels, length, seed)), iter: 100, threads: 1);
    }

    private sealed class Case(int channels, int length, int seed) : ITierAction
    {
        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var random = new Random(seed);
            var place = seed % 2 == 0 ? Place.Begin : Place.End;
            using var x = new GuardedBuffer<float>(channels * length, place);
            foreach (ref var v in x.Span)
            {
                v = random.Next(40) switch
                {
                    0 => float.NaN,
                    1 => float.PositiveInfinity,
                    2 => float.NegativeInfinity,
                    3 => 3e38f,
                    4 => 0.5f,
                    _ => 6 * (random.NextSingle() - 0.5f),
                };
            }

            float[] scales = [.. Enumerable.Range(0, channels).Select(_ => random.Next(2) == 0 ? 0.125f : 0.01f + random.NextSingle() / 50)];
            float[] offsets = [.. Enumerable.Range(0, channels).Select(_ => random.Next(2) == 0 ? 0 : 255 * random.NextSingle())];
            var zeroPoint = random.Next(256);
            var max = random.Next(2) == 0 ? 255 : 127;
            zeroPoint = Math.Min(zeroPoint, max);
            using var planes = new GuardedBuffer<byte>(x.Length, place);
            QuantizeInput<TTier>.Channels(x.Pointer, length, scales, offsets, zeroPoint, max, planes.Pointer);
            using var pixels = new GuardedBuffer<byte>(x.Length, place);
            var middle = random.Next(length + 1);
            QuantizeInput<TTier>.ToHwc(x.Pointer, channels, length, middle, length, scales, offsets, zeroPoint, max, pixels.Pointer);
            QuantizeInput<TTier>.ToHwc(x.Pointer, channels, length, 0, middle, scales, offsets, zeroPoint, max, pixels.Pointer);
            using var one = new GuardedBuffer<byte>(x.Length, place);
            QuantizeInput<TTier>.ToHwc(x.Pointer, channels, length, 0, length, scales.AsSpan(0, 1), offsets.AsSpan(0, 1), zeroPoint, max, one.Pointer);
            for (var c = 0; c < channels; c++)
            {
                for (var i = 0; i < length; i++)
                {
                    var v = x.Span[c * length + i];
                    Assert.Equal(Quantize(v, scales[c], offsets[c], zeroPoint, max), planes.Span[c * length + i]);
                    Assert.Equal(Quantize(v, scales[c], offsets[c], zeroPoint, max), pixels.Span[i * channels + c]);
                    Assert.Equal(Quantize(v, scales[0], offsets[0], zeroPoint, max), one.Span[i * channels + c]);
                }
            }
        }

        private static byte Quantize(float x, float scale, float offset, int zeroPoint, int max)
        {
            if (float.IsNaN(x))
            {
                return 0;
            }

            float quotient = x / scale;
            float v = quotient + offset;
            return (byte)(Math.Clamp(Math.Round((double)v, MidpointRounding.ToEven), -zeroPoint, max - zeroPoint) + zeroPoint);
        }
    }
}
