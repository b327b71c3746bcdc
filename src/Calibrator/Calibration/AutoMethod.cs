using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Of several methods, for each tensor, the one whose range has the least sum of squared errors on held-out samples, which it was not chosen
/// on; its range is then chosen anew from all samples.
/// </summary>
sealed class AutoMethod : IRangeMethod
{
    /// <summary>One sample of four is held out.</summary>
    public const int HeldOutEvery = 4;

    /// <summary>In this order; of equally good ones the first wins.</summary>
    private static readonly IRangeMethod[] Candidates =
        [new MinMaxMethod(), new MseMethod(), new PercentileMethod(99.99m), new PercentileMethod(99.9m), new EntropyMethod()];

    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null)
    {
        // A single sample leaves nothing to hold out, and nothing to judge by but itself.
        var judge = statistics.HeldOut is { Count: > 0 } heldOut ? heldOut : statistics.Histogram;
        var error = new GridError(judge, function);
        var best = Candidates.MinBy(method => error.SumOfSquares(new RangeGrid(RangeRounding.Round(method.Choose(statistics, levels, function)), levels)))!;
        return best.Choose(statistics.WithHeldOut(), levels, function);
    }
}
