namespace QMlp.Calibrator.Rounding;

/// <summary>
/// How far rounded weights are from the real ones: e^T H e of the errors e of each row, with H the second moments of the inputs (the squared error of
/// the layer's output), or e^T e where no moments are known.
/// </summary>
sealed class WeightError(WeightsToRound weights, CancellationToken cancellation = default)
{
    /// <summary>The same form of the real weights, over all rows.</summary>
    public double Signal() => OfRows(n => Norm(Array.ConvertAll(weights.Row(n).ToArray(), weight => (double)weight))).Sum();

    /// <summary>Of every row.</summary>
    public double[] OfRows(QuantizedWeights rounded) => OfRows(n => OfRow(n, rounded.Row(n), rounded.Scales[n]));

    /// <summary>Of row n, rounded to these integers.</summary>
    public double OfRow(int n, ReadOnlySpan<sbyte> integers, double scale)
    {
        var row = weights.Row(n);
        var errors = new double[row.Length];
        for (var k = 0; k < errors.Length; k++)
        {
            errors[k] = row[k] - (scale * integers[k]);
        }

        return Norm(errors);
    }

    private double[] OfRows(Func<int, double> ofRow)
    {
        var values = new double[weights.Rows];
        Parallel.For(0, values.Length, new ParallelOptions { CancellationToken = cancellation }, n => values[n] = ofRow(n));
        return values;
    }

    private double Norm(double[] vector)
    {
        if (weights.Moments is not { } moments)
        {
            return FixedOrder.Dot(vector, vector);
        }

        var sum = 0.0;
        for (var k = 0; k < vector.Length; k++)
        {
            sum += vector[k] * FixedOrder.Dot(moments.AsSpan(k * vector.Length, vector.Length), vector);
        }

        return sum;
    }
}
