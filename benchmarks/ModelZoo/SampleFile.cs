using System.Runtime.InteropServices;
using System.Text;

namespace QMlp.ModelZoo;

/// <summary>
/// Calibration samples for networks of random weights: smooth fields in about [-2, 2], as images are smooth, so that patches differ
/// less inside than between each other.
/// </summary>
static class SampleFile
{
    /// <summary>Writes <paramref name="count"/> samples of <paramref name="shape"/> as a float32 <c>.npy</c> file of shape [count, ...].</summary>
    public static void Write(string path, int[] shape, int count)
    {
        using var file = File.Create(path);
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {string.Join(", ", shape)}), }}";
        var padding = 64 - ((10 + header.Length + 1) % 64);
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write(BitConverter.GetBytes((ushort)(header.Length + padding + 1)));
        file.Write(Encoding.ASCII.GetBytes(header + new string(' ', padding) + '\n'));
        for (var sample = 0; sample < count; sample++)
        {
            file.Write(MemoryMarshal.AsBytes(Sample(shape, sample).AsSpan()));
        }
    }

    /// <summary>One sample: a sum of a few plane waves a channel with seeded directions and phases, and a little noise.</summary>
    public static float[] Sample(int[] shape, int index)
    {
        var random = new SeededRandom((ulong)index + 1);
        var (width, rows) = (shape[^1], shape.Aggregate(1, (product, dim) => product * dim) / shape[^1]);
        var height = shape.Length > 1 ? shape[^2] : 1;
        var values = new float[rows * width];
        for (var row = 0; row < rows; row += height)
        {
            var waves = Enumerable.Range(0, 4)
                .Select(_ => (X: random.Normal() * 6 / width, Y: random.Normal() * 6 / height, Phase: random.Uniform() * 6.2831853))
                .ToArray();
            for (var i = 0; i < height * width; i++)
            {
                var value = waves.Sum(wave => Math.Sin((wave.X * (i % width)) + (wave.Y * (i / width)) + wave.Phase)) / 2;
                values[(row * width) + i] = (float)(value + (0.05 * random.Normal()));
            }
        }

        return values;
    }
}
