using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Analysis;

/// <summary>How the elements of a tensor are distributed over samples.</summary>
/// <param name="Kurtosis">Fourth central moment over the squared variance: 3 for a normal distribution, large where there are outliers.</param>
/// <param name="MaxToRms">Greatest magnitude over root mean square: how much of a quantizer's range rare values take.</param>
/// <param name="ChannelSpread">Greatest magnitude of the widest channel over that of the median channel.</param>
sealed record Distribution(
    long Count,
    double Min,
    double Max,
    double Mean,
    double Rms,
    double Kurtosis,
    double MaxToRms,
    double ChannelSpread,
    Percentiles Percentiles,
    DistributionHistogram Histogram);

/// <summary>The values below which that percentage of the elements lies, to the width of a bin.</summary>
sealed record Percentiles(double P0_1, double P1, double P50, double P99, double P99_9);

/// <param name="Start">Lower edge of the first bin.</param>
/// <param name="Width">Width of every bin.</param>
sealed record DistributionHistogram(double Start, double Width, IReadOnlyList<long> Counts);

/// <summary>Collects a <see cref="Distribution"/>, sample by sample, in memory that does not depend on their number.</summary>
sealed class DistributionSum(int channels)
{
    /// <summary>Bins of the histogram that is given out: as many as a small plot can show.</summary>
    private const int MostBins = 96;

    private readonly StreamingHistogram _histogram = new();
    private readonly float[] _ofChannel = new float[channels];
    private double _sum, _squares, _cubes, _fourths;

    /// <param name="elements">One sample's elements, all finite, channels last.</param>
    public void Add(ReadOnlySpan<float> elements)
    {
        _histogram.Add(elements);
        for (var i = 0; i < elements.Length; i++)
        {
            double x = elements[i], square = x * x;
            _sum += x;
            _squares += square;
            _cubes += square * x;
            _fourths += square * square;
            ref var largest = ref _ofChannel[i % channels];
            largest = Math.Max(largest, Math.Abs(elements[i]));
        }
    }

    public Distribution Finish()
    {
        double count = _histogram.Count;
        var (mean, rms) = (_sum / count, Math.Sqrt(_squares / count));
        var variance = (_squares / count) - (mean * mean);
        var fourth = (_fourths / count) - (4 * mean * _cubes / count) + (6 * mean * mean * _squares / count) - (3 * mean * mean * mean * mean);
        var most = Math.Max(_histogram.Max, -_histogram.Min);
        var sorted = _ofChannel.Order().ToArray();
        return new Distribution(
            _histogram.Count,
            _histogram.Min,
            _histogram.Max,
            mean,
            rms,
            variance > 0 ? fourth / (variance * variance) : 0,
            rms > 0 ? most / rms : 0,
            sorted[sorted.Length / 2] > 0 ? sorted[^1] / sorted[sorted.Length / 2] : 1,
            new Percentiles(Percentile(0.001), Percentile(0.01), Percentile(0.5), Percentile(0.99), Percentile(0.999)),
            Histogram());
    }

    private double Percentile(double fraction)
    {
        var wanted = fraction * _histogram.Count;
        long below = 0;
        for (var bin = 0; bin < _histogram.Bins; bin++)
        {
            below += _histogram.Counts[bin];
            if (below >= wanted)
            {
                return _histogram.Center(bin);
            }
        }

        return _histogram.Max;
    }

    private DistributionHistogram Histogram()
    {
        var merged = (_histogram.Bins + MostBins - 1) / MostBins;
        var counts = new long[(_histogram.Bins + merged - 1) / merged];
        for (var bin = 0; bin < _histogram.Bins; bin++)
        {
            counts[bin / merged] += _histogram.Counts[bin];
        }

        return new DistributionHistogram(_histogram.LowerEdge(0), _histogram.BinWidth * merged, counts);
    }
}
