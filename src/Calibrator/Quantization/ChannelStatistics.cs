using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Quantization;

/// <summary>What samples say about each channel (of the last axis) of a value of the float network.</summary>
/// <param name="Min">Least element; at most 0.</param>
/// <param name="Max">Greatest element; at least 0.</param>
/// <param name="MeanSquare">Mean of the squares.</param>
sealed record ChannelStatistics(float[] Min, float[] Max, double[] MeanSquare)
{
    public int Channels => Min.Length;

    /// <summary>By <see cref="FloatExecutor"/>, added in the order of the samples: the same on every machine.</summary>
    public static IReadOnlyDictionary<Value, ChannelStatistics> Collect(FloatGraph graph, IReadOnlyList<Value> values, IReadOnlyList<float[]> samples)
    {
        var statistics = values.ToDictionary(value => value, value => new ChannelStatistics(
            new float[value.Shape[^1]], new float[value.Shape[^1]], new double[value.Shape[^1]]));
        foreach (var chunk in samples.Chunk(Environment.ProcessorCount))
        {
            var runs = new IReadOnlyDictionary<Value, float[]>[chunk.Length];
            Parallel.For(0, chunk.Length, i => runs[i] = FloatExecutor.RunAll(graph, chunk[i]));
            foreach (var run in runs)
            {
                foreach (var (value, sums) in statistics)
                {
                    sums.Add(run[value], (double)samples.Count * value.Shape.Length / value.Shape[^1]);
                }
            }
        }

        return statistics;
    }

    private void Add(float[] elements, double count)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            var channel = i % Channels;
            Min[channel] = Math.Min(Min[channel], elements[i]);
            Max[channel] = Math.Max(Max[channel], elements[i]);
            MeanSquare[channel] += elements[i] * (double)elements[i] / count;
        }
    }
}
