namespace QMlp.Calibrator.Quantization;

/// <summary>Each weight to the nearest integer, ties to even, with the smallest scale at which no weight of the row is clipped.</summary>
sealed record NearestRounding : IWeightRounding
{
    public QuantizedWeights Round(WeightsToRound weights)
    {
        var (lowest, highest) = weights.Bits == 8 ? (-127, 127) : (-8, 7);
        var values = new sbyte[weights.Values.Length];
        var scales = new float[weights.Rows];
        for (var n = 0; n < weights.Rows; n++)
        {
            var row = weights.Values.Span.Slice(n * weights.Depth, weights.Depth);
            scales[n] = Scale(row, lowest, highest, weights.SmallestScale[n]);
            for (var k = 0; k < row.Length; k++)
            {
                values[(n * weights.Depth) + k] = (sbyte)Math.Clamp(Math.Round((double)row[k] / scales[n]), lowest, highest);
            }
        }

        return new QuantizedWeights(values, scales);
    }

    /// <summary>Symmetric about zero; where there is one more negative integer than positive ones (4 bits), it is used too.</summary>
    private static float Scale(ReadOnlySpan<float> row, int lowest, int highest, double smallest)
    {
        double least = 0, most = 0;
        foreach (var weight in row)
        {
            least = Math.Min(least, weight);
            most = Math.Max(most, weight);
        }

        var scale = (float)Math.Max(smallest, Math.Max(least / lowest, most / highest));
        return scale >= SmallestUseful ? scale : 1;
    }

    /// <summary>Rows of zeros, or of weights that are zero for every practical purpose, get scale 1: any other would do.</summary>
    private const float SmallestUseful = 1e-30f;
}
