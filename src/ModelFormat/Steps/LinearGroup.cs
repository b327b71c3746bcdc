namespace QMlp.ModelFormat;

/// <summary>One weight matrix of a <see cref="LinearStep"/> and its epilogue.</summary>
/// <param name="Columns">Number of inner columns that it covers (1 when channels are mixed).</param>
/// <param name="Bias">s32[N].</param>
/// <param name="Multiplier">f32[N]: scale(x) * scale(weight[n]) / scale(y); for F32 outputs without the division.</param>
/// <param name="ColumnMultiplier">f32[Columns] (a layer scale after token mixing), or null.</param>
/// <param name="ZeroPoint">Of the output, or of the table's input where there is a table; 0 for S16 and F32.</param>
/// <param name="Low">Lower bound of the clamp; a bounded activation is nothing but this pair. Unused (0) for F32.</param>
/// <param name="High">Upper bound of the clamp. Unused (0) for F32.</param>
/// <param name="Table">Any other activation function, from q to q; null when there is none.</param>
sealed record LinearGroup(
    int Columns,
    WeightMatrix Weights,
    Section Bias,
    Section Multiplier,
    Section? ColumnMultiplier,
    int ZeroPoint,
    int Low,
    int High,
    ActivationTable? Table)
{
    /// <param name="member">Path of the group within its step.</param>
    public IEnumerable<StepArray> Arrays(string member) =>
    [
        .. StepArray.Of(member + ".weights", Weights),
        new(member + ".bias", Bias, ArrayType.Integers, Weights.Rows),
        new(member + ".multiplier", Multiplier, ArrayType.Floats, Weights.Rows),
        .. ColumnMultiplier is { } columns ? [new StepArray(member + ".columnMultiplier", columns, ArrayType.Floats, Columns)] : Array.Empty<StepArray>(),
        .. Table is { } table ? [StepArray.Of(member + ".table", table)] : Array.Empty<StepArray>(),
    ];
}
