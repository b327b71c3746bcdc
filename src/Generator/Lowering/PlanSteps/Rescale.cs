using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Per-channel affine map of the rows of a u8 or s16 tensor, in either layout; the offset holds the zero points.</summary>
sealed record Rescale(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, Section Gain, Section Offset, Bounds Bounds)
    : ElementwiseStep(Name, Method, Input, Output, Rows, Channels, 0, Bounds)
{
    public override string Sentence =>
        Prose.Text($"scales and shifts {Prose.Rows(Rows)} of {Channels} {Input.TypeWord()} to {Output.TypeWord()}{Prose.Interleaved(Output)}");

    public override long ConstantBytes => (long)Gain.Length + Offset.Length;
}
