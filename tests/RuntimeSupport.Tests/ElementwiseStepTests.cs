using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>
/// The loops of elementwise steps with the product and the sum of two tensors: every combination of storage types, both layouts, bit for bit.
/// </summary>
public class ElementwiseStepTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Products_and_sums_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Int[1, 11], Gen.Int[1, 150], Gen.Int[0, int.MaxValue - 1]).Sample(
            (rows, channels, seed) =>
            {
                Tiers.Run(tier, new Case<byte, byte, byte>(rows, channels, seed));
                Tiers.Run(tier, new Case<byte, short, byte>(rows, channels, seed));
                Tiers.Run(tier, new Case<short, byte, short>(rows, channels, seed));
                Tiers.Run(tier, new Case<short, short, byte>(rows, channels, seed));
                Tiers.Run(tier, new Case<short, short, short>(rows, channels, seed));
                Tiers.Run(tier, new Case<byte, byte, short>(rows, channels, seed));
            },
            iter: 60,
            threads: 1);
    }

    private sealed unsafe class Case<TA, TB, TOut>(int rows, int channels, int seed) : ITierAction
        where TA : unmanaged
        where TB : unmanaged
        where TOut : unmanaged
    {
        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var random = new Random(seed);
            var place = seed % 2 == 0 ? Place.Begin : Place.End;
            var stride = channels + random.Next(3);
            using var a = new GuardedBuffer<TA>((rows - 1) * stride + channels, place);
            using var b = new GuardedBuffer<TB>((rows - 1) * stride + channels, place);
            var (zeroA, zeroB) = (Fill(a, random), Fill(b, random));

            // Powers of two make ties; the others spread the products over the output's range, or far beyond it.
            var multiplier = random.Next(4) switch { 0 => 0.5f, 1 => 1 / 65536f, 2 => 3e30f, _ => random.NextSingle() / 300 };
            var (zeroPoint, min, max) = typeof(TOut) == typeof(byte) ? (random.Next(256), 0, random.Next(2) == 0 ? 255 : 127) : (0, -32767, 32767);
            zeroPoint = Math.Min(zeroPoint, max);
            using var y = new GuardedBuffer<TOut>(rows * channels, place);
            var step = new ProductStep<TA, TB> { A = a.Pointer, ZeroA = zeroA, B = b.Pointer, ZeroB = zeroB, Multiplier = multiplier };
            SampleQuantizer<ProductStep<TA, TB>>.Set(zeroPoint, min, max);
            ElementwiseSteps<TTier>.Rows(step, stride, 0, rows, channels, y.Pointer, yStride: channels);
            using var quads = new GuardedBuffer<byte>((rows + 3) / 4 * channels * 4, place);
            var middle = random.Next(rows / 4 + 1) * 4;
            SampleQuantizer<ProductStep<TA, TB>>.Set(77, 0, 255);
            ElementwiseSteps<TTier>.Interleaved(step, stride, 0, middle, channels, quads.Pointer, quadStride: 4 * channels);
            ElementwiseSteps<TTier>.Interleaved(step, stride, middle, rows, channels, quads.Pointer, quadStride: 4 * channels);
            using var sums = new GuardedBuffer<TOut>(rows * channels, place);
            var (multiplierA, multiplierB) = (multiplier * 100, random.Next(3) switch { 0 => 0.25f, 1 => -1 / 3f, _ => random.NextSingle() });
            var sum = new SumStep<TA, TB>
            {
                A = a.Pointer,
                ZeroA = zeroA,
                MultiplierA = multiplierA,
                B = b.Pointer,
                ZeroB = zeroB,
                MultiplierB = multiplierB,
            };
            SampleQuantizer<SumStep<TA, TB>>.Set(zeroPoint, min, max);
            ElementwiseSteps<TTier>.Rows(sum, stride, 0, rows, channels, sums.Pointer, yStride: channels);
            using var quadsOfSums = new GuardedBuffer<byte>((rows + 3) / 4 * channels * 4, place);
            SampleQuantizer<SumStep<TA, TB>>.Set(77, 0, 255);
            ElementwiseSteps<TTier>.Interleaved(sum, stride, 0, rows, channels, quadsOfSums.Pointer, quadStride: 4 * channels);
            for (var row = 0; row < rows; row++)
            {
                for (var c = 0; c < channels; c++)
                {
                    var i = row * stride + c;
                    var product = (Widen(a.Span[i]) - zeroA) * (Widen(b.Span[i]) - zeroB);
                    Equal(Reference.Product(product, multiplier, zeroPoint, min, max), Widen(y.Span[row * channels + c]));
                    Equal(Reference.Product(product, multiplier, 77, 0, 255), quads.Span[(row / 4 * channels + c) * 4 + row % 4]);
                    var (termA, termB) = ((Widen(a.Span[i]) - zeroA, multiplierA), (Widen(b.Span[i]) - zeroB, multiplierB));
                    Equal(Reference.Sum(zeroPoint, min, max, termA, termB), Widen(sums.Span[row * channels + c]));
                    Equal(Reference.Sum(77, 0, 255, termA, termB), quadsOfSums.Span[(row / 4 * channels + c) * 4 + row % 4]);
                }
            }
        }

        /// <summary>Extremes and small values; returns a zero point.</summary>
        private static int Fill<T>(GuardedBuffer<T> buffer, Random random)
            where T : unmanaged
        {
            foreach (ref var value in buffer.Span)
            {
                value = typeof(T) == typeof(byte)
                    ? (T)(object)(byte)(random.Next(3) == 0 ? random.Next(2) * 255 : random.Next(256))
                    : (T)(object)(short)(random.Next(3) == 0 ? random.Next(2) * 65534 - 32767 : random.Next(-32767, 32768));
            }

            return typeof(T) == typeof(byte) ? random.Next(256) : 0;
        }

        private static int Widen<T>(T value) => Convert.ToInt32(value, null);

        private static void Equal(int expected, int actual) => Assert.True(expected == actual, $"{actual}, expected {expected}");
    }
}
