namespace QMlp.Calibrator.Quantization.Rounding;

/// <summary>
/// Each weight to the nearest integer with, for each row, the scale of the least sum of squared weight errors: large weights may be
/// clipped where that makes the others finer.
/// </summary>
sealed record MseRounding : IWeightRounding
{
    public string Name => "mse";

    public bool NeedsMoments => false;

    public QuantizedWeights Round(WeightsToRound weights)
    {
        var grid = WeightGrid.OfBits(weights.Bits);
        var rounded = new QuantizedWeights(new sbyte[weights.Values.Length], new float[weights.Rows]);
        for (var n = 0; n < weights.Rows; n++)
        {
            var scale = BestScale(weights.Row(n), grid, weights.SmallestScale[n]);
            rounded.Scales[n] = scale;
            NearestRounding.RoundRow(weights.Row(n), scale, grid, rounded.Values.AsSpan(n * weights.Depth, weights.Depth));
        }

        return rounded;
    }

    /// <summary>Of scales with equal errors the largest, which clips least.</summary>
    public static float BestScale(ReadOnlySpan<float> row, WeightGrid grid, double smallest)
    {
        var (best, leastError) = (0f, double.PositiveInfinity);
        foreach (var scale in WeightGrid.Candidates(grid.FullScale(row, smallest), smallest))
        {
            var error = 0.0;
            foreach (var weight in row)
            {
                var difference = weight - (scale * grid.Nearest((double)weight / scale));
                error += difference * difference;
            }

            if (error < leastError)
            {
                (best, leastError) = (scale, error);
            }
        }

        return best;
    }
}
