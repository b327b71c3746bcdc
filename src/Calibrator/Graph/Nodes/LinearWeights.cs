namespace QMlp.Calibrator.Graph;

/// <param name="Columns">How many channels of the last axis the group covers; 1 when channels are mixed.</param>
/// <param name="Weights">[N, K], row-major.</param>
/// <param name="Bias">[N]; zeros where the layer has none.</param>
/// <param name="ColumnScale">[Columns] or null: a layer scale that follows token mixing.</param>
sealed record LinearWeights(int Columns, int Rows, int Depth, float[] Weights, float[] Bias, float[]? ColumnScale)
{
    /// <summary>Weights that the original model holds quantized, of which <see cref="Weights"/> are the real values; null where it holds floats.</summary>
    public IntegerWeights? Integers { get; init; }

    public long Parameters => (long)Weights.Length + Bias.Length + (ColumnScale?.Length ?? 0);

    /// <summary>The weights that make outputs <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1 alone.</summary>
    public LinearWeights CutRows(int start, int count) => this with
    {
        Rows = count,
        Weights = Weights[(start * Depth)..((start + count) * Depth)],
        Bias = Bias[start..(start + count)],
        Integers = Integers?.CutRows(start, count),
    };

    /// <summary>The union of what the outputs can be of inputs within <paramref name="x"/>.</summary>
    public Interval Bounds(Interval x)
    {
        var result = ProductBounds.Of(Weights, Bias, x);
        var scale = ColumnScale?.Max(Math.Abs) ?? 1;
        return ColumnScale is null ? result : Interval.Union(result.Times(scale), result.Times(-scale));
    }
}
