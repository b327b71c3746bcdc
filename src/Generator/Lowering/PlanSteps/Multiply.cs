namespace QMlp.Generator.Lowering;

/// <summary>Elementwise product of two tensors, each u8 or s16 in rows, in either layout.</summary>
sealed record Multiply(
    string Name, string Method, Slot Input, int InputZeroPoint, Slot Factor, int FactorZeroPoint, float Multiplier, Slot Output, int Rows, int Channels,
    int ZeroPoint, Bounds Bounds)
    : ElementwiseStep(Name, Method, Input, Output, Rows, Channels, ZeroPoint, Bounds)
{
    public override string Sentence => Prose.Text(
        $"multiplies {Prose.Rows(Rows)} of {Channels} {Input.TypeWord()} by {Factor.TypeWord()} to {Output.TypeWord()}{Prose.Interleaved(Output)}");

    public override IReadOnlyList<Operand> Reads => [Input, Factor];
}
