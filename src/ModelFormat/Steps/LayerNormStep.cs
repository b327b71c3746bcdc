namespace QMlp.ModelFormat;

/// <summary>
/// Layer normalization of each vector along the last axis (C channels) of an S16 tensor.
/// <code>
/// sum, squares        exact integers over the C values r
/// mean     = (float32)(sum / C)                                              in double, then rounded
/// variance = (C * squares - sum * sum) / (C * C)                             numerator exact in 64 bits, then one division in double
/// factor   = (float32)(1 / sqrt(variance + epsilon))                         in double, then rounded
/// y = clamp(round(((float(r) - mean) * factor) * gain[c] + offset[c]), min, max)     of the output's quantizer
/// </code>
/// </summary>
/// <param name="Epsilon">Epsilon of the float model divided by the square of the input's scale.</param>
/// <param name="Gain">f32[C]: gamma[c] / scale(y, c).</param>
/// <param name="Offset">f32[C]: beta[c] / scale(y, c) + zeroPoint(y, c).</param>
sealed record LayerNormStep(string Name, string Input, string Output, double Epsilon, Section Gain, Section Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];

    public override IReadOnlyList<StepArray> Arrays => [StepArray.OfChannels("gain", Gain), StepArray.OfChannels("offset", Offset)];
}
