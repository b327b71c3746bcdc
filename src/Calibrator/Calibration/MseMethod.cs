namespace QMlp.Calibrator.Calibration;

/// <summary>
/// The range of the least sum of squared quantization errors over the histogram, rounding and saturation together; both bounds are searched
/// (<see cref="RangeSearch"/>).
/// </summary>
sealed class MseMethod : IRangeMethod
{
    /// <summary>A thirty-second of the outermost value: fewer levels than 16 gain nothing from less.</summary>
    private const int LeastStep = 4;

    public ActivationRange Choose(GroupStatistics statistics, int levels) => RangeSearch.Find(
        statistics.Min, statistics.Max, LeastStep, range => new RangeGrid(range, levels).SquaredError(statistics.Histogram));
}
