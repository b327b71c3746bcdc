namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>What samples say about each channel (of the last axis) of a value of the float network.</summary>
/// <param name="Min">Least element of the samples that are not held out; at most 0.</param>
/// <param name="Max">Greatest element of those; at least 0.</param>
/// <param name="MeanSquare">Mean of the squares over all samples.</param>
sealed record ChannelStatistics(float[] Min, float[] Max, double[] MeanSquare)
{
    /// <summary>The last of every so many samples is held out.</summary>
    private const int HeldOutEvery = 4;

    /// <summary>Held-out vectors that are kept of each value; of more, an even choice.</summary>
    private const int HeldOutVectors = 2048;

    public int Channels => Min.Length;

    /// <summary>Vectors of held-out samples: what channels reach beyond the ranges that others gave them.</summary>
    public List<float[]> HeldOut { get; init; } = [];

    /// <summary>By <see cref="FloatExecutor"/>, added in the order of the samples: the same on every machine.</summary>
    public static IReadOnlyDictionary<Value, ChannelStatistics> Collect(
        FloatGraph graph, IReadOnlyList<Value> values, IReadOnlyList<float[]> samples, CancellationToken cancellation = default)
    {
        var statistics = values.ToDictionary(value => value, value => new ChannelStatistics(
            new float[value.Shape[^1]], new float[value.Shape[^1]], new double[value.Shape[^1]]));
        var done = 0;
        foreach (var chunk in samples.Chunk(Environment.ProcessorCount))
        {
            var runs = new IReadOnlyDictionary<Value, float[]>[chunk.Length];
            Parallel.For(
                0, chunk.Length, new ParallelOptions { CancellationToken = cancellation }, i => runs[i] = FloatExecutor.RunAll(graph, chunk[i], cancellation));
            foreach (var run in runs)
            {
                var heldOut = done++ % HeldOutEvery == HeldOutEvery - 1;
                foreach (var (value, sums) in statistics)
                {
                    sums.Add(run[value], samples.Count, heldOut);
                }
            }
        }

        return statistics;
    }

    private void Add(float[] elements, int samples, bool heldOut)
    {
        var vectors = elements.Length / Channels;
        for (var i = 0; i < elements.Length; i++)
        {
            var channel = i % Channels;
            MeanSquare[channel] += elements[i] * (double)elements[i] / ((double)samples * vectors);
            if (!heldOut)
            {
                Min[channel] = Math.Min(Min[channel], elements[i]);
                Max[channel] = Math.Max(Max[channel], elements[i]);
            }
        }

        var stride = Math.Max(1L, (long)vectors * (samples / HeldOutEvery) / HeldOutVectors);
        for (long vector = 0; heldOut && vector < vectors; vector += stride)
        {
            HeldOut.Add(elements[(int)(vector * Channels)..(int)((vector + 1) * Channels)]);
        }
    }
}
