namespace QMlp.Calibrator.Graph;

/// <summary>Ranges of sums of products.</summary>
static class ProductBounds
{
    /// <summary>
    /// For each row the mean and +-8 standard deviations of the sum, its inputs taken to be independent and uniform over their range, but never
    /// beyond the worst case; the union over the rows, zero included.
    /// </summary>
    /// <param name="weights">[N, K], row-major.</param>
    /// <param name="bias">[N].</param>
    public static Interval Of(float[] weights, float[] bias, Interval x)
    {
        var depth = weights.Length / bias.Length;
        var (middle, variance) = ((x.Low + x.High) / 2, (x.High - x.Low) * (x.High - x.Low) / 12);
        var result = new Interval(0, 0);
        for (var n = 0; n < bias.Length; n++)
        {
            double sum = 0, magnitudes = 0, squares = 0;
            for (var k = 0; k < depth; k++)
            {
                double weight = weights[(n * depth) + k];
                (sum, magnitudes, squares) = (sum + weight, magnitudes + Math.Abs(weight), squares + (weight * weight));
            }

            var spread = Math.Min(Interval.Deviations * Math.Sqrt(squares * variance), magnitudes * (x.High - x.Low) / 2);
            var mean = bias[n] + (sum * middle);
            result = Interval.Union(result, new Interval(mean - spread, mean + spread));
        }

        return result;
    }
}
