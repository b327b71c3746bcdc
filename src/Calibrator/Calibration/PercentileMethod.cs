using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Clips the outermost (100 - P) % of the elements on each side: of N elements in order, Max is the k-th least and Min the k-th greatest,
/// k = ceil(N * P / 100), each moved outward to the edge of its histogram bin but not beyond the outermost element.
/// One-sided for a tensor that is nowhere negative (or nowhere positive): its bound at 0 stays.
/// </summary>
/// <param name="Percent">P, above 50 and at most 100.</param>
sealed record PercentileMethod(decimal Percent) : IRangeMethod
{
    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null)
    {
        var histogram = statistics.Histogram;
        var kept = (long)decimal.Ceiling(histogram.Count * Percent / 100);
        return new ActivationRange(
            histogram.Min >= 0 ? 0 : Lower(histogram, kept),
            histogram.Max <= 0 ? 0 : Upper(histogram, kept));
    }

    private static float Upper(StreamingHistogram histogram, long kept)
    {
        var bin = 0;
        for (var below = histogram.Counts[0]; below < kept; below += histogram.Counts[bin])
        {
            bin++;
        }

        return (float)Math.Min(histogram.LowerEdge(bin + 1), histogram.Max);
    }

    private static float Lower(StreamingHistogram histogram, long kept)
    {
        var bin = histogram.Bins - 1;
        for (var above = histogram.Counts[bin]; above < kept; above += histogram.Counts[bin])
        {
            bin--;
        }

        return (float)Math.Max(histogram.LowerEdge(bin), histogram.Min);
    }
}
