namespace QMlp.Calibrator.Calibration;

/// <summary>How much the range of a tensor still moved with the second half of the samples: far from settled, more samples would help.</summary>
/// <param name="Group">Channel group, from 0.</param>
/// <param name="Half">The range that the first half of the samples gives.</param>
/// <param name="All">The range that all of them give.</param>
sealed record RangeMovement(string Tensor, int Group, ActivationRange Half, ActivationRange All)
{
    /// <summary>The larger of the two bounds' movements, as a part of the width of the range.</summary>
    public double Relative => Math.Max(Math.Abs((double)All.Min - Half.Min), Math.Abs((double)All.Max - Half.Max)) / ((double)All.Max - All.Min);
}
