using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Exponential moving averages of the least and greatest element of batches of samples (<see cref="GroupStatistics.MovingMin"/>), as quantization-aware
/// training tracks ranges. With as few batches as calibration has, the first one, from which averages start, counts most.
/// </summary>
sealed class MovingAverageMethod : IRangeMethod
{
    /// <summary>The momentum that quantization-aware training commonly uses.</summary>
    public const double DefaultMomentum = 0.99;

    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null) =>
        new((float)statistics.MovingMin, (float)statistics.MovingMax);
}
