namespace QMlp.ModelFormat;

/// <summary>
/// Matrix product along one axis, with all that follows it up to the next tensor in memory. The input, U8, is seen as
/// x[outer, K, inner] around <paramref name="Axis"/>; the output is y[outer, N, inner].
/// <code>
/// acc[n, j] = bias[n] + sum over k of weight[n, k] * x[k, j]            exact, 32 bits; the writer proves that it cannot overflow
/// v         = float(acc) * multiplier[n]                               and, where there are column multipliers, v = v * columnMultiplier[j]
/// U8 :  q = clamp(round(v) + zeroPoint, low, high);  y = table is null ? q : table[q]
/// S16:  y = clamp(round(v), low, high)                                 without a residual
///       y = clamp(round(v + float(residual[n, j]) * residualMultiplier), low, high)      with one
/// F32:  y = v
/// </code>
/// Mixing channels: Axis is the last axis, inner = 1. Mixing tokens: Axis is an earlier one, and the columns j are the channels.
/// -zeroPoint(x) * sum over k of weight[n, k] is already in bias.
/// round(v) is taken as a float32 and clamped to [low - zeroPoint, high - zeroPoint] before it is converted, so no conversion overflows.
/// </summary>
/// <param name="Residual">Name of an S16 tensor of the output's shape, or null.</param>
/// <param name="ResidualMultiplier">scale(residual) / scale(output); 0 without a residual.</param>
/// <param name="Groups">
/// One group, or several that divide the inner columns (the last axis) into contiguous ranges, in order, each with its own weights
/// and quantizers: the multiple token-mixing MLPs. All groups have the same K and N.
/// </param>
sealed record LinearStep(
    string Name,
    string Input,
    string? Residual,
    float ResidualMultiplier,
    string Output,
    int Axis,
    EquatableArray<LinearGroup> Groups) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => Residual is null ? [new("input", Input)] : [new("input", Input), new("residual", Residual)];

    public override IReadOnlyList<StepArray> Arrays => [.. Groups.SelectMany((group, i) => group.Arrays($"groups[{i}]"))];
}
