using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Patch embeddings against a plain product of patches that were cut beforehand, image and results between guard pages.</summary>
public class PatchMixingTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    /// <param name="tier">The tier.</param>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Patches_of_any_size_are_multiplied_as_if_they_had_been_cut(KernelTier tier)
    {
        foreach (var (patch, across, channels) in ((int, int, int)[])[(1, 5, 3), (2, 3, 1), (3, 4, 3), (4, 6, 3), (16, 3, 3)])
        {
            foreach (var rowsAtATime in (int[])[4, 8, 28])
            {
                foreach (var place in (Place[])[Place.Begin, Place.End])
                {
                    Tiers.Run(tier, new PatchRun(patch, across, channels, rowsAtATime, place));
                }
            }
        }
    }

    /// <summary>An interleaved image of (across * patch)^2 pixels; some of its rows of patches, as a thread would have them.</summary>
    private sealed unsafe class PatchRun(int patch, int across, int channels, int rowsAtATime, Place place) : ITierAction
    {
        private const int Outputs = 21;

        public void Run<TTier>()
            where TTier : struct, ITier
        {
            var (width, depth, rows) = (across * patch * channels, patch * patch * channels, across * across);
            var random = new Random(patch);
            using var image = new GuardedBuffer<byte>(across * patch * width, place);
            random.NextBytes(image.Span);
            var matrix = new sbyte[Outputs, depth];
            foreach (ref var weight in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length))
            {
                weight = (sbyte)random.Next(-127, 128);
            }

            using var weights = Guard(Packing.Panels(matrix));
            using var bias = Guard<int>([.. Enumerable.Range(0, Outputs).Select(n => 1000 * n)]);
            using var multiplier = Guard<float>([.. Enumerable.Repeat(1f, Outputs)]);
            using var y = new GuardedBuffer<float>(rows * Outputs, place);
            y.Span.Fill(float.NaN);
            var linear = new LinearWeights { Data = weights.Pointer, Bias = bias.Pointer, Rows = Outputs, Depth = depth, Bits = 8 };
            var epilogue = new F32Epilogue { Output = y.Pointer, Stride = Outputs, Multiplier = multiplier.Pointer };
            var (begin, end) = (rows > 8 ? 4 : 0, rows - 1);
            var patches = new IndexMap
            {
                Dims = [across, across, patch, patch * channels],
                Strides = [patch * width, patch * channels, width, 1],
            };
            PatchMixing<TTier, F32Epilogue>.Run(image.Pointer, patches, rowAxes: 2, rowsAtATime, begin, end, linear, epilogue);
            for (var i = 0; i < y.Length; i++)
            {
                var (row, n) = (i / Outputs, i % Outputs);
                if (row < begin || row >= end)
                {
                    Assert.True(float.IsNaN(y.Span[i]), $"row {row} was written");
                    continue;
                }

                var corner = (row / across * patch * width) + (row % across * patch * channels);
                var sum = 1000 * n;
                for (var k = 0; k < depth; k++)
                {
                    sum += matrix[n, k] * image.Span[corner + (k / (patch * channels) * width) + (k % (patch * channels))];
                }

                Assert.True(y.Span[i] == sum, $"patch {row}, output {n}: {y.Span[i]}, expected {sum}");
            }
        }

        private GuardedBuffer<T> Guard<T>(T[] values)
            where T : unmanaged
        {
            var buffer = new GuardedBuffer<T>(values.Length, place);
            values.CopyTo(buffer.Span);
            return buffer;
        }
    }
}
