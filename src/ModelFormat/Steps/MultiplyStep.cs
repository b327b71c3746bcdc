namespace QMlp.ModelFormat;

/// <summary>
/// Elementwise product of two tensors of one shape, each U8 or S16: the gate of a gated unit.
/// <code>
/// p = (a - zeroPoint(a)) * (b - zeroPoint(b))       exact, 32 bits
/// y = clamp(round(float(p) * multiplier) + zeroPoint(y), min, max)      of the output's quantizer
/// </code>
/// p has at most 17 bits where a and b are U8 and 23 where one of them is S16: float(p) is p. Of two S16 it has at most 30, and float(p) is the one
/// rounding of it. So float(a - zeroPoint(a)) * float(b - zeroPoint(b)) is float(p) in every case: a correctly rounded product of exact factors.
/// round() is taken as a float32 and clamped to [min - zeroPoint, max - zeroPoint] before it is converted.
/// </summary>
/// <param name="Input">a.</param>
/// <param name="Factor">b; may be a.</param>
/// <param name="Multiplier">scale(a) * scale(b) / scale(y). Input, factor and output have one quantizer each.</param>
sealed record MultiplyStep(string Name, string Input, string Factor, string Output, float Multiplier) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input), new("factor", Factor)];

    public override IReadOnlyList<StepArray> Arrays => [];
}
