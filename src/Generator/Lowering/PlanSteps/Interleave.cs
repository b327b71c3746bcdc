namespace QMlp.Generator.Lowering;

/// <summary>Row-major u8 to quads of tokens, where the producer cannot write them itself.</summary>
sealed record Interleave(string Name, string Method, Slot Input, Slot Output, TokenQuadLayout View)
    : RowStep(Name, Method, Input, Output, View.Outer * View.Tokens, View.Columns)
{
    public override string Sentence => Prose.Text($"interleaves {View.Tokens} tokens of {View.Columns} u8 by four");
}
