namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Exponential moving averages of each sample's least and greatest element (<see cref="GroupStatistics.MovingMin"/>), as quantization-aware
/// training tracks ranges: rare outliers of single samples count little.
/// </summary>
sealed class MovingAverageMethod : IRangeMethod
{
    /// <summary>The momentum that quantization-aware training commonly uses.</summary>
    public const double DefaultMomentum = 0.99;

    public ActivationRange Choose(GroupStatistics statistics, int levels) => new((float)statistics.MovingMin, (float)statistics.MovingMax);
}
