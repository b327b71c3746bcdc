using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Rescale, mean, table and interleaving, for every pair of storage types, bit for bit.</summary>
public class ElementwiseTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Rescale_and_mean_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 70], Gen.Int[0, int.MaxValue - 1]).Sample(
            (rows, channels, seed) =>
            {
                Tiers.Run(tier, new AffineCase<byte, byte>(rows, channels, seed));
                Tiers.Run(tier, new AffineCase<byte, short>(rows, channels, seed));
                Tiers.Run(tier, new AffineCase<short, byte>(rows, channels, seed));
                Tiers.Run(tier, new AffineCase<short, short>(rows, channels, seed));
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Tables_and_interleaving_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 200], Gen.Int[0, int.MaxValue - 1])
            .Sample((rows, channels, seed) => Tiers.Run(tier, new ByteCase(rows, channels, seed)), iter: 200, threads: 1);
    }

    private sealed unsafe class AffineCase<TIn, TOut>(int rows, int channels, int seed) : ITierAction
        where TIn : unmanaged
        where TOut : unmanaged
    {
        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var random = new Random(seed);
            var place = seed % 2 == 0 ? Place.Begin : Place.End;
            var stride = channels + random.Next(3);
            var values = new long[rows * stride];
            using var x = new GuardedBuffer<TIn>((rows - 1) * stride + channels, place);
            for (var i = 0; i < x.Length; i++)
            {
                values[i] = typeof(TIn) == typeof(byte) ? random.Next(256) : random.Next(4) == 0 ? 32767 : random.Next(-32767, 32768);
                x.Pointer[i] = Cast<TIn>(values[i]);
            }

            using var gain = new GuardedBuffer<float>(channels, place);
            using var offset = new GuardedBuffer<float>(channels, place);
            for (var c = 0; c < channels; c++)
            {
                gain.Span[c] = random.Next(4) switch { 0 => 0.5f, 1 => -0.125f, 2 => 1e9f, _ => random.NextSingle() };
                offset.Span[c] = random.Next(2) == 0 ? 3 : 200 * random.NextSingle();
            }

            var (min, max) = typeof(TOut) == typeof(byte) ? (0, 255) : (-32767, 32767);
            using var y = new GuardedBuffer<TOut>(rows * channels, place);
            var step = new AffineStep<TIn> { X = x.Pointer, Gain = gain.Pointer, Offset = offset.Pointer };
            SampleQuantizer<AffineStep<TIn>>.Set(0, min, max);
            ElementwiseSteps<TTier>.Rows(step, stride, 0, rows, channels, y.Pointer, yStride: channels);
            using var quads = new GuardedBuffer<byte>((rows + 3) / 4 * channels * 4, place);
            SampleQuantizer<AffineStep<TIn>>.Set(0, 0, 255);
            ElementwiseSteps<TTier>.Interleaved(step, stride, 0, rows, channels, quads.Pointer, quadStride: 4 * channels);
            using var mean = new GuardedBuffer<TOut>(channels, place);
            var pooling = new MeanArguments<TIn>
            {
                Input = x.Pointer,
                Stride = stride,
                Tokens = rows,
                Channels = channels,
                Gain = gain.Pointer,
                Offset = offset.Pointer,
                Min = min,
                Max = max,
            };
            Mean<TTier>.Tokens(pooling, mean.Pointer);
            for (var c = 0; c < channels; c++)
            {
                long sum = 0;
                for (var row = 0; row < rows; row++)
                {
                    var r = values[row * stride + c];
                    sum += r;
                    Assert.Equal(Reference.Affine(r, gain.Span[c], offset.Span[c], min, max), Widen(y.Pointer[row * channels + c]));
                    Assert.Equal(Reference.Affine(r, gain.Span[c], offset.Span[c], 0, 255), quads.Pointer[(row / 4 * channels + c) * 4 + row % 4]);
                }

                Assert.Equal(Reference.Affine(sum, gain.Span[c], offset.Span[c], min, max), Widen(mean.Pointer[c]));
            }
        }

        private static T Cast<T>(long value) => typeof(T) == typeof(byte) ? (T)(object)(byte)value : (T)(object)(short)value;

        private static int Widen<T>(T value) => Convert.ToInt32(value, null);
    }

    private sealed unsafe class ByteCase(int rows, int channels, int seed) : ITierAction
    {
        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var random = new Random(seed);
            var place = seed % 2 == 0 ? Place.Begin : Place.End;
            using var x = new GuardedBuffer<byte>(rows * channels, place);
            random.NextBytes(x.Span);
            using var table = new GuardedBuffer<byte>(256, place);
            random.NextBytes(table.Span);
            var before = x.Span.ToArray();

            using var quads = new GuardedBuffer<byte>((rows + 3) / 4 * channels * 4, place);
            TokenInterleaved.Pack<TTier>(x.Pointer, stride: channels, rowBegin: 0, rowEnd: rows, channels, quads.Pointer, quadStride: 4 * channels);
            using var y = new GuardedBuffer<byte>(rows * channels, place);
            Table<TTier>.Run(table.Pointer, x.Pointer, y.Pointer, x.Length);

            // In place, and only some columns.
            var columns = random.Next(channels + 1);
            Table<TTier>.Rows(table.Pointer, x.Pointer, stride: channels, y: x.Pointer, yStride: channels, rows, columns);
            for (var i = 0; i < before.Length; i++)
            {
                var (row, column) = (i / channels, i % channels);
                Assert.Equal(table.Span[before[i]], y.Span[i]);
                Assert.Equal(column < columns ? table.Span[before[i]] : before[i], x.Span[i]);
                Assert.Equal(before[i], quads.Span[(row / 4 * channels + column) * 4 + row % 4]);
            }
        }
    }
}
