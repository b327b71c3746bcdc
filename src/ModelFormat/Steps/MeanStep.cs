namespace QMlp.ModelFormat;

/// <summary>
/// Mean over one axis of a U8 or S16 tensor seen as r[outer, T, inner], inner = C: y[outer, C] = clamp(round(float(sum over t of r) *
/// gain[c] + offset[c]), min, max).
/// </summary>
/// <param name="Gain">f32[C]: scale(r) / (T * scale(y)), times any per-channel factor folded in.</param>
/// <param name="Offset">f32[C]; holds both zero points.</param>
sealed record MeanStep(string Name, string Input, string Output, int Axis, Section Gain, Section Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];

    public override IReadOnlyList<StepArray> Arrays => [StepArray.OfChannels("gain", Gain), StepArray.OfChannels("offset", Offset)];
}
