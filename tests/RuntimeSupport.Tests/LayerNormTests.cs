using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Layer normalization, row-major and interleaved, bit for bit.</summary>
public unsafe class LayerNormTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Random_rows_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Int[1, 10], Gen.Int[1, 150], Gen.Int[0, int.MaxValue - 1])
            .Sample((rows, channels, seed) => Tiers.Run(tier, new Case(rows, channels, seed)), iter: 300, threads: 1);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Long_rows_are_exact(KernelTier tier) => Tiers.Run(tier, new Case(2, 70_001, seed: 1));

    private sealed class Case(int rows, int channels, int seed) : ITierAction
    {
        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var random = new Random(seed);
            var place = seed % 2 == 0 ? Place.Begin : Place.End;
            var stride = channels + random.Next(3);
            using var x = new GuardedBuffer<short>((rows - 1) * stride + channels, place);
            // Extremes (whole rows of +-32767 included), constants and small values.
            var kind = random.Next(5);
            foreach (ref var r in x.Span)
            {
                r = kind switch { 0 => 32767, 1 => -32767, 2 => 5, 3 => (short)(random.Next(2) * 65534 - 32767), _ => (short)random.Next(-32767, 32768) };
            }

            using var gain = new GuardedBuffer<float>(channels, place);
            using var offset = new GuardedBuffer<float>(channels, place);
            for (var c = 0; c < channels; c++)
            {
                gain.Span[c] = random.Next(4) == 0 ? 0.5f : 200 * (random.NextSingle() - 0.5f);
                offset.Span[c] = random.Next(4) == 0 ? 127.5f : 300 * random.NextSingle();
            }

            var epsilon = random.Next(3) == 0 ? 1e-9 : random.NextDouble();
            var expected = Enumerable.Range(0, rows).Select(Row).ToArray();
            int[] Row(int row) => Row2(row, 0, 255);
            int[] Row2(int row, int min, int max) => Reference.LayerNorm(
                x.Span.Slice(row * stride, channels).ToArray(), epsilon, gain.Span.ToArray(), offset.Span.ToArray(), min, max);

            using var bytes = new GuardedBuffer<byte>(rows * channels, place);
            var norm = new LayerNormArguments
            {
                Input = x.Pointer,
                Stride = stride,
                Channels = channels,
                Epsilon = epsilon,
                Gain = gain.Pointer,
                Offset = offset.Pointer,
                Min = 0,
                Max = 255,
            };
            LayerNorm<TTier>.Rows(norm, 0, rows, bytes.Pointer, yStride: channels);
            using var shorts = new GuardedBuffer<short>(rows * channels, place);
            LayerNorm<TTier>.Rows(norm with { Min = -200, Max = 300 }, 0, rows, shorts.Pointer, yStride: channels);
            using var quads = new GuardedBuffer<byte>((rows + 3) / 4 * channels * 4, place);
            var middle = random.Next(rows / 4 + 1) * 4;
            LayerNorm<TTier>.Interleaved(norm, 0, middle, quads.Pointer, quadStride: 4 * channels);
            LayerNorm<TTier>.Interleaved(norm, middle, rows, quads.Pointer, quadStride: 4 * channels);
            for (var row = 0; row < rows; row++)
            {
                var wide = Row2(row, -200, 300);
                for (var c = 0; c < channels; c++)
                {
                    Equal(expected[row][c], bytes.Pointer[row * channels + c]);
                    Equal(wide[c], shorts.Pointer[row * channels + c]);
                    Equal(expected[row][c], quads.Pointer[(row / 4 * channels + c) * 4 + row % 4]);
                }
            }
        }

        private static void Equal(int expected, int actual) => Assert.True(expected == actual, $"{actual}, expected {expected}");
    }
}
