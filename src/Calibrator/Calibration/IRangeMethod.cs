using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>A rule that chooses, from what was observed of one channel group, the range of reals that its quantizer represents.</summary>
interface IRangeMethod
{
    /// <summary>
    /// The range, before it is made to contain 0 and rounded outward (<see cref="RangeRounding"/>). Called only for statistics of at least one
    /// element that are not all zero.
    /// </summary>
    /// <param name="levels">Number of values that the quantizer has: 256 for 8 bits.</param>
    /// <param name="function">
    /// What is made of the values, where nothing else reads them: errors count as it passes them on; null where they count themselves.
    /// </param>
    ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null);
}
