using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// The range of the least sum of squared quantization errors over the histogram, rounding and saturation together; both bounds are searched
/// (<see cref="RangeSearch"/>). Of the input of an activation function's table the errors are those of the function's values: what lies where GELU is flat
/// needs no range.
/// </summary>
sealed class MseMethod : IRangeMethod
{
    /// <summary>A thirty-second of the outermost value: fewer levels than 16 gain nothing from less.</summary>
    private const int LeastStep = 4;

    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null)
    {
        var error = new GridError(statistics.Histogram, function);
        return RangeSearch.Find(statistics.Min, statistics.Max, LeastStep, range => error.SumOfSquares(new RangeGrid(range, levels)));
    }
}
