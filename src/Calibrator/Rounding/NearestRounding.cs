namespace QMlp.Calibrator.Rounding;

/// <summary>Each weight to the nearest integer, ties to even, with the smallest scale, or step of a group, at which no weight is clipped.</summary>
sealed record NearestRounding : IWeightRounding
{
    public string Name => "nearest";

    public bool NeedsMoments => false;

    public QuantizedWeights Round(WeightsToRound weights, CancellationToken cancellation = default)
    {
        var (grid, groups) = (WeightGrid.OfBits(weights.Bits), RowGroups.Of(weights));
        var rounded = QuantizedWeights.RoomFor(weights);
        for (var n = 0; n < weights.Rows; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            rounded.Scales[n] = groups.FullScale(grid, weights.Row(n), weights.SmallestScale[n]);
            for (var g = 0; g < groups.Count; g++)
            {
                RoundGroup(weights, n, g, groups.Unclipped(grid, weights.Group(n, groups, g), rounded.Scales[n]), rounded);
            }
        }

        return rounded;
    }

    /// <summary>One group of a row with a given multiplier of the row's scale, which <paramref name="rounded"/> has already.</summary>
    public static void RoundGroup(WeightsToRound weights, int n, int g, int multiplier, QuantizedWeights rounded)
    {
        var (grid, groups) = (WeightGrid.OfBits(weights.Bits), RowGroups.Of(weights));
        var step = (double)rounded.Scales[n] * multiplier;
        var (begin, end) = groups.Bounds(g);
        var row = weights.Row(n);
        for (var k = begin; k < end; k++)
        {
            rounded.Set(n, k, groups, (int)grid.Nearest(row[k] / step), multiplier);
        }
    }
}
