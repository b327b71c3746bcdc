using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Elementwise sum of tensors, each u8 or s16 in rows, in either layout.</summary>
sealed record Add(
    string Name, string Method, EquatableArray<AddOperand> Terms, Slot Output, int Rows, int Channels, int ZeroPoint, Bounds Bounds)
    : ElementwiseStep(Name, Method, Terms[0].Slot, Output, Rows, Channels, ZeroPoint, Bounds)
{
    public override string Sentence =>
        Prose.Text($"adds {Prose.Rows(Rows)} of {Channels} {TermWords} to {Output.TypeWord()}{Prose.Interleaved(Output)}");

    public override IReadOnlyList<Operand> Reads => [.. Terms.Select(term => new Operand(term.Slot))];

    private string TermWords => string.Join(" and ", Terms.Select(term => term.Slot.TypeWord()));

    /// <summary>A sum on the residual stream takes the stream's place.</summary>
    public override Slot? Overwritable => Terms.Select(term => term.Slot).FirstOrDefault(slot => slot.Type == Output.Type);
}

/// <summary>A term of a sum: float(value - zeroPoint) * multiplier.</summary>
sealed record AddOperand(Slot Slot, int ZeroPoint, float Multiplier);
