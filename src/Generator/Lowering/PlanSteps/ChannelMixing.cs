using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>y[row, n] = epilogue(bias[n] + sum over k of w[n, k] * x[row, k]) over row-major operands.</summary>
sealed record ChannelMixing(
    string Name, string Method, Slot Input, Slot? Residual, float ResidualMultiplier, Slot Output, int Rows, LinearGroup Group)
    : PlanStep(Name, Method, Input, Output)
{
    public override string Sentence =>
        Prose.Text($"mixes channels: {Prose.Rows(Rows)} of {Group.Weights.Depth} to {Group.Weights.Rows} {Output.TypeWord()}")
        + Prose.Epilogue(Group, Output, Residual);

    public override IReadOnlyList<Operand> Reads => Residual is null ? [Input] : [Input, Residual];

    public override long MultiplyAccumulates => (long)Rows * Group.Weights.Rows * Group.Weights.Depth;

    public override IEnumerable<WeightMatrix> Matrices => [Group.Weights];

    public override long ConstantBytes => Group.ConstantBytes();

    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Slot? Overwritable => Residual;

    public override LinearGroup? Accumulators => Group;

    public override Division Division =>
        new(DivisionAxis.Rows, Rows, Output.Layout is RowLayout ? DivisionMultiple.BlockRows : DivisionMultiple.TileRows);

    /// <summary>Rows that an index map cuts out of an image can be gathered a few at a time, see <see cref="PatchMixing"/>.</summary>
    public override PlanStep? ReadThrough(Slot slot, Operand source) => slot == Input ? PatchMixing.Of(this, source) : null;
}
