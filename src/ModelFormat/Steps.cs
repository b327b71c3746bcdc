namespace QMlp.ModelFormat;

/// <summary>
/// One step of a quantized model. Its arithmetic is defined here and nowhere else: the reference interpreter follows these
/// formulas literally, and every kernel gives the same bits. float() is the IEEE conversion of an integer to float32, every
/// operation on floats is a single correctly rounded float32 operation (no fused multiply-add), round() is half to even.
/// </summary>
/// <param name="Name">Name for people: the layer's name in the ONNX model where it has one ("blocks.0.mlp.fc1"). Unique.</param>
/// <param name="Output">Name of the tensor that the step makes. Every tensor is made by one step, the model's input tensor by none.</param>
abstract record Step(string Name, string Output)
{
    /// <summary>Every tensor that the step reads, in the order of the file; the first is the one that it computes on.</summary>
    public abstract IReadOnlyList<StepInput> Inputs { get; }
}

/// <summary>A tensor that a step reads.</summary>
/// <param name="Member">The member of the file that names it ("input", "residual").</param>
/// <param name="Tensor">Its name.</param>
readonly record struct StepInput(string Member, string Tensor);

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
}

/// <summary>One weight matrix of a <see cref="LinearStep"/> and its epilogue.</summary>
/// <param name="Columns">Number of inner columns that it covers (1 when channels are mixed).</param>
/// <param name="Bias">s32[N].</param>
/// <param name="Multiplier">f32[N]: scale(x) * scale(weight[n]) / scale(y); for F32 outputs without the division.</param>
/// <param name="ColumnMultiplier">f32[Columns] (a layer scale after token mixing), or null.</param>
/// <param name="ZeroPoint">Of the output, or of the table's input where there is a table; 0 for S16 and F32.</param>
/// <param name="Low">Lower bound of the clamp; a bounded activation is nothing but this pair. Unused (0) for F32.</param>
/// <param name="High">Upper bound of the clamp. Unused (0) for F32.</param>
/// <param name="Table">Any other activation function, from q to q; null when there is none.</param>
sealed record LinearGroup(
    int Columns,
    WeightMatrix Weights,
    Section Bias,
    Section Multiplier,
    Section? ColumnMultiplier,
    int ZeroPoint,
    int Low,
    int High,
    ActivationTable? Table);

/// <summary>An activation function as a table of all 256 inputs: y = table[q].</summary>
/// <param name="Data">u8[256].</param>
/// <param name="Function">
/// Name of the function that the entries were computed from, for readers and exporters (the table alone is executed):
/// gelu, gelu-tanh, silu, sigmoid, tanh, hard-sigmoid, hard-swish, leaky-relu or clip; "table" for one that is known by its values only.
/// </param>
/// <param name="InputScale">Scale of the table's input q; its zero point is the group's (or, in a <see cref="TableStep"/>, the input tensor's).</param>
sealed record ActivationTable(Section Data, string Function, float InputScale);

/// <summary>
/// Quantized weights of shape [N, K] in the layout that the kernels read; see <see cref="WeightLayout"/>. With <see cref="ScaleGroups"/> the
/// weight of the formulas is the stored integer times the multiplier of its group: weight[n, k] = integer[n, k] * multiplier[n, k / size].
/// </summary>
/// <param name="Rows">N, output features.</param>
/// <param name="Depth">K, input features.</param>
/// <param name="Bits">8 (one value a byte, -127..127; -128 too in models that came quantized) or 4 (two a byte, -8..7).</param>
/// <param name="Certificate">
/// Saturation certificate: how many consecutive quads of k may be multiplied by vpmaddubsw and added in 16 bits before they are
/// widened, proved for these weights and the input's range: 0 (not even one), 1, 2, 4 or 8.
/// </param>
/// <param name="ScaleGroups">Where 4-bit weights have a finer scale than that of their row; else null.</param>
sealed record WeightMatrix(int Rows, int Depth, int Bits, WeightLayout Layout, int Certificate, Section Data, ScaleGroups? ScaleGroups = null);

/// <summary>
/// Scales of 4-bit weights for each group of consecutive k in a row, in two levels (as in VS-Quant, Dai et al., arXiv 2102.04503): the row's
/// real scale times an integer of 4 bits. -8..7 times 0..15 fits a signed byte, so sums stay exact integers, and all that follows them has one
/// scale a row as without groups.
/// </summary>
/// <param name="Size">Consecutive k that share a multiplier, a multiple of 8; the last group of a row may be shorter.</param>
/// <param name="Multipliers">u4[N, groups], two to a byte; see <see cref="GroupMultipliers"/>.</param>
sealed record ScaleGroups(int Size, Section Multipliers);

/// <summary>How a weight matrix lies in memory. K is padded with zero weights to a multiple of 4 (8 for 4-bit panels).</summary>
enum WeightLayout
{
    /// <summary>[N/16][K/4][16][4]: panels of 16 output channels, 4 consecutive k of each channel together; N padded to 16. For channel mixing.</summary>
    Panels,

    /// <summary>[N][K padded]: plain rows, read as broadcasts of 4 k. For token mixing.</summary>
    Rows,
}

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
}

/// <summary>
/// Per-channel affine map and requantization of a U8 or S16 tensor: y = clamp(round(float(r) * gain[c] + offset[c]), min, max).
/// </summary>
/// <param name="Gain">f32[C] over the last axis.</param>
/// <param name="Offset">f32[C]; holds both zero points.</param>
sealed record RescaleStep(string Name, string Input, string Output, Section Gain, Section Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];
}

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
}

/// <summary>
/// Mean over one axis of a U8 or S16 tensor seen as r[outer, T, inner], inner = C: y[outer, C] = clamp(round(float(sum over t of r) * gain[c] + offset[c]), min, max).
/// </summary>
/// <param name="Gain">f32[C]: scale(r) / (T * scale(y)), times any per-channel factor folded in.</param>
/// <param name="Offset">f32[C]; holds both zero points.</param>
sealed record MeanStep(string Name, string Input, string Output, int Axis, Section Gain, Section Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];
}

/// <summary>Elementwise function of a U8 tensor by table: y = table[q], one table for each quantizer group of the input.</summary>
sealed record TableStep(string Name, string Input, string Output, EquatableArray<ActivationTable> Tables) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];
}

/// <summary>
/// An index map known at build time: y[i0, i1, ...] = x[offset + i0 * strides[0] + i1 * strides[1] + ...] for i within <paramref name="Dims"/>.
/// Reading order of y is row-major over <paramref name="Dims"/>; the output tensor's shape has the same number of elements.
/// Stands for reshapes, transposes, slices and the cutting of an image into patches. Never changes a value, so the quantizers agree.
/// </summary>
sealed record RearrangeStep(
    string Name,
    string Input,
    string Output,
    EquatableArray<int> Dims,
    EquatableArray<int> Strides,
    int Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];
}
