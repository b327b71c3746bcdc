using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Tests.Calibration;

/// <summary>Random values as activations have them, from fixed seeds.</summary>
static class Distributions
{
    /// <summary>Normal values, by the sum of twelve uniform ones.</summary>
    public static float[] Normal(Random random, int count, double deviation, double mean = 0)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            double sum = -6;
            for (var j = 0; j < 12; j++)
            {
                sum += random.NextDouble();
            }

            values[i] = (float)(mean + (deviation * sum));
        }

        return values;
    }

    /// <summary>Normal values of which a few are many times as large: what clipping is for.</summary>
    public static float[] WithOutliers(Random random, int count, double deviation, double factor)
    {
        var values = Normal(random, count, deviation);
        for (var i = 0; i < count; i += 997)
        {
            values[i] *= (float)factor;
        }

        return values;
    }

    public static float[] Rectified(float[] values) => [.. values.Select(value => Math.Max(value, 0))];

    public static GroupStatistics Statistics(StatisticsSettings settings, params IEnumerable<float[]> samples)
    {
        var statistics = new GroupStatistics(settings);
        foreach (var sample in samples)
        {
            statistics.AddSample(sample);
        }

        return statistics;
    }

    public static GroupStatistics Statistics(float[] values) => Statistics(new StatisticsSettings(), values);
}
