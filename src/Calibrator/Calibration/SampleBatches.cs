using QMlp.Calibrator.Data;

namespace QMlp.Calibrator.Calibration;

/// <summary>Cuts a source's samples into batches of one size. The last is filled up with its last sample, which is a valid one.</summary>
static class SampleBatches
{
    /// <returns>
    /// The index of the first sample, how many are real, and the floats of all of them; the array is the same each time.
    /// </returns>
    public static IEnumerable<(int First, int Count, float[] Samples)> Of(ISampleSource source, int size)
    {
        var length = source.Shape.Length;
        var samples = new float[size * length];
        for (var first = 0; first < source.Count; first += size)
        {
            for (var i = 0; i < size; i++)
            {
                source.ReadFloats(Math.Min(first + i, source.Count - 1), samples.AsSpan(i * length, length));
            }

            yield return (first, Math.Min(size, source.Count - first), samples);
        }
    }
}
