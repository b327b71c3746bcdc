using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// The mean of every element of the values that linear layers read, over calibration samples in the float network: what the mean of their
/// outputs should be, bias correction learns from it. By <see cref="FloatExecutor"/>, whose results do not depend on the machine.
/// </summary>
sealed class FloatMeans
{
    private readonly Dictionary<Value, double[]> _means;

    /// <param name="values">Those that linear layers read.</param>
    public FloatMeans(FloatGraph graph, IEnumerable<Value> values, IReadOnlyList<float[]> samples, CancellationToken cancellation)
    {
        _means = values.Distinct().ToDictionary(value => value, value => new double[value.Shape.Length]);
        foreach (var chunk in samples.Chunk(Environment.ProcessorCount))
        {
            // Computed side by side, added in order: sums of doubles depend on it.
            var runs = new IReadOnlyDictionary<Value, float[]>[chunk.Length];
            Parallel.For(
                0, chunk.Length, new ParallelOptions { CancellationToken = cancellation }, i => runs[i] = FloatExecutor.RunAll(graph, chunk[i], cancellation));
            foreach (var (value, sums) in _means)
            {
                foreach (var run in runs)
                {
                    Add(run[value], sums);
                }
            }
        }

        foreach (var sums in _means.Values)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] /= samples.Count;
            }
        }
    }

    /// <summary>For each input k of a layer its mean over samples and input vectors, weighted as <see cref="InputMoments"/> are.</summary>
    /// <param name="columns">Where the vectors lie in the value.</param>
    public double[] OfInputs(Value value, InputColumns columns)
    {
        var of = _means[value];
        var means = new double[columns.Depth];
        var total = 0.0;
        for (var o = 0; o < columns.Outer; o++)
        {
            for (var j = 0; j < columns.Columns; j++)
            {
                var weight = columns.Weight(j);
                total += weight;
                for (var k = 0; k < means.Length; k++)
                {
                    means[k] += weight * of[columns.Start(o, j) + (k * columns.Inner)];
                }
            }
        }

        return [.. means.Select(mean => total > 0 ? mean / total : 0)];
    }

    private static void Add(float[] values, double[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }
}
