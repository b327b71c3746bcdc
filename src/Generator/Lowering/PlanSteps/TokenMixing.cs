using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>y[o, n, c] = epilogue(bias[n] + sum over t of w[n, t] * x[o, t, c]), x in quads of tokens; one weight matrix for each range of columns.</summary>
/// <param name="View">Blocks, tokens and columns of the input.</param>
sealed record TokenMixing(
    string Name, string Method, Slot Input, Slot? Residual, float ResidualMultiplier, Slot Output, TokenQuadLayout View, EquatableArray<LinearGroup> Groups)
    : PlanStep(Name, Method, Input, Output)
{
    /// <summary>N, tokens of the output.</summary>
    public int OutputTokens => Groups[0].Weights.Rows;

    public override string Sentence =>
        Prose.Text($"mixes tokens: {View.Tokens} to {OutputTokens} tokens of {View.Columns} channels {Output.TypeWord()}{Prose.Groups(Groups.Count)}")
        + Prose.Epilogue(Groups[0], Output, Residual);

    public override IReadOnlyList<Operand> Reads => Residual is null ? [Input] : [Input, Residual];

    public override long MultiplyAccumulates => (long)View.Outer * OutputTokens * View.Tokens * View.Columns;

    public override IEnumerable<WeightMatrix> Matrices => Groups.Select(group => group.Weights);

    public override long ConstantBytes => Groups.Sum(group => group.ConstantBytes());

    public override Slot? Overwritable => Residual;

    public override Division Division =>
        View.Outer == 1 ? new(DivisionAxis.Columns, View.Columns, DivisionMultiple.TileColumns) : Division.OfBlocks(View.Outer);
}
