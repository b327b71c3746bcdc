namespace QMlp.ModelFormat;

/// <summary>
/// Per-channel affine map and requantization of a U8 or S16 tensor: y = clamp(round(float(r) * gain[c] + offset[c]), min, max).
/// </summary>
/// <param name="Gain">f32[C] over the last axis.</param>
/// <param name="Offset">f32[C]; holds both zero points.</param>
sealed record RescaleStep(string Name, string Input, string Output, Section Gain, Section Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];

    public override IReadOnlyList<StepArray> Arrays => [StepArray.OfChannels("gain", Gain), StepArray.OfChannels("offset", Offset)];
}
