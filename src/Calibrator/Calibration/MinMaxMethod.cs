using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>From the least to the greatest element: nothing that was observed is clipped.</summary>
sealed class MinMaxMethod : IRangeMethod
{
    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null) => new(statistics.Min, statistics.Max);
}
