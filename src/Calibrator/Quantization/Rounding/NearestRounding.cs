namespace QMlp.Calibrator.Quantization.Rounding;

/// <summary>Each weight to the nearest integer, ties to even, with the smallest scale at which no weight of the row is clipped.</summary>
sealed record NearestRounding : IWeightRounding
{
    public string Name => "nearest";

    public bool NeedsMoments => false;

    public QuantizedWeights Round(WeightsToRound weights)
    {
        var grid = WeightGrid.OfBits(weights.Bits);
        var rounded = new QuantizedWeights(new sbyte[weights.Values.Length], new float[weights.Rows]);
        for (var n = 0; n < weights.Rows; n++)
        {
            var scale = grid.FullScale(weights.Row(n), weights.SmallestScale[n]);
            rounded.Scales[n] = scale;
            RoundRow(weights.Row(n), scale, grid, rounded.Values.AsSpan(n * weights.Depth, weights.Depth));
        }

        return rounded;
    }

    /// <summary>One row with a given scale.</summary>
    public static void RoundRow(ReadOnlySpan<float> row, float scale, WeightGrid grid, Span<sbyte> integers)
    {
        for (var k = 0; k < row.Length; k++)
        {
            integers[k] = (sbyte)grid.Nearest((double)row[k] / scale);
        }
    }
}
