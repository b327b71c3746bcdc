namespace QMlp.Calibrator.Rounding;

/// <summary>
/// Each weight to the nearest integer with, for each row, the scale of the least sum of squared weight errors, and for each group of it the
/// multiplier of the least one: large weights may be clipped where that makes the others finer.
/// </summary>
sealed record MseRounding : IWeightRounding
{
    public string Name => "mse";

    public bool NeedsMoments => false;

    public QuantizedWeights Round(WeightsToRound weights, CancellationToken cancellation = default)
    {
        var groups = RowGroups.Of(weights);
        var rounded = QuantizedWeights.RoomFor(weights);
        Parallel.For(0, weights.Rows, new ParallelOptions { CancellationToken = cancellation }, n =>
        {
            rounded.Scales[n] = BestScale(weights, n);
            for (var g = 0; g < groups.Count; g++)
            {
                NearestRounding.RoundGroup(weights, n, g, BestMultiplier(weights, n, g, rounded.Scales[n]).Multiplier, rounded);
            }
        });
        return rounded;
    }

    /// <summary>Of scales with equal errors the largest, which clips least.</summary>
    private static float BestScale(WeightsToRound weights, int n)
    {
        var (grid, groups) = (WeightGrid.OfBits(weights.Bits), RowGroups.Of(weights));
        var (best, leastError) = (0f, double.PositiveInfinity);
        var smallest = weights.SmallestScale[n];
        foreach (var scale in WeightGrid.Candidates(groups.FullScale(grid, weights.Row(n), smallest), smallest))
        {
            var error = 0.0;
            for (var g = 0; g < groups.Count && error < leastError; g++)
            {
                error += BestMultiplier(weights, n, g, scale).Error;
            }

            if (error < leastError)
            {
                (best, leastError) = (scale, error);
            }
        }

        return best;
    }

    /// <summary>Of multipliers with equal errors the smallest.</summary>
    private static (int Multiplier, double Error) BestMultiplier(WeightsToRound weights, int n, int g, float scale)
    {
        var (grid, groups) = (WeightGrid.OfBits(weights.Bits), RowGroups.Of(weights));
        var group = weights.Group(n, groups, g);
        var (best, leastError) = (1, double.PositiveInfinity);
        foreach (var multiplier in groups.Candidates(groups.Unclipped(grid, group, scale)))
        {
            var error = SquaredError(grid, group, (double)scale * multiplier, leastError);
            if (error < leastError)
            {
                (best, leastError) = (multiplier, error);
            }
        }

        return (best, leastError);
    }

    /// <summary>Gives up where the error passes <paramref name="limit"/>.</summary>
    private static double SquaredError(WeightGrid grid, ReadOnlySpan<float> weights, double step, double limit)
    {
        var error = 0.0;
        for (var k = 0; k < weights.Length && error < limit; k++)
        {
            var difference = weights[k] - (step * grid.Nearest(weights[k] / step));
            error += difference * difference;
        }

        return error;
    }
}
