using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Mean over an axis: [Outer][Tokens][Channels] to [Outer][Channels].</summary>
sealed record Mean(string Name, string Method, Slot Input, Slot Output, int Outer, int Tokens, int Channels, Section Gain, Section Offset, Bounds Bounds)
    : PlanStep(Name, Method, Input, Output)
{
    public override string Sentence => Prose.Text($"averages {Tokens} tokens of {Channels} {Input.TypeWord()} to {Output.TypeWord()}");

    public override long ConstantBytes => (long)Gain.Length + Offset.Length;

    public override Division Division =>
        Outer == 1 ? new(DivisionAxis.Columns, Channels, DivisionMultiple.CacheLine) : Division.OfBlocks(Outer);
}
