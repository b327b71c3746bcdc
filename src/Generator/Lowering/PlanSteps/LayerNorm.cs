using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Layer normalization of the rows of an s16 tensor into u8 or s16, in either layout.</summary>
sealed record LayerNorm(
    string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, double Epsilon, Section Gain, Section Offset, Bounds Bounds)
    : RowStep(Name, Method, Input, Output, Rows, Channels)
{
    public override string Sentence => Prose.Text($"normalizes {Prose.Rows(Rows)} of {Channels} s16 to {Output.TypeWord()}{Prose.Interleaved(Output)}");

    public override long ConstantBytes => (long)Gain.Length + Offset.Length;
}
