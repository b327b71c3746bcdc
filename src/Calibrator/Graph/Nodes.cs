namespace QMlp.Calibrator.Graph;

/// <summary>
/// Matrix product along <paramref name="Axis"/>: with x seen as [outer, K, inner], y[outer, n, j] = (sum_k W[n, k] x[outer, k, j] + bias[n]) * columnScale[j].
/// Axis last: channels are mixed and inner = 1. Axis earlier: tokens are mixed, j are the channels, and several groups
/// divide the last axis into contiguous ranges with weights of their own.
/// </summary>
sealed record LinearNode(string Name, Value Input, int Axis, IReadOnlyList<LinearWeights> Groups, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <param name="Columns">How many channels of the last axis the group covers; 1 when channels are mixed.</param>
/// <param name="Weights">[N, K], row-major.</param>
/// <param name="Bias">[N]; zeros where the layer has none.</param>
/// <param name="ColumnScale">[Columns] or null: a layer scale that follows token mixing.</param>
sealed record LinearWeights(int Columns, int Rows, int Depth, float[] Weights, float[] Bias, float[]? ColumnScale)
{
    /// <summary>Weights that the original model holds quantized, of which <see cref="Weights"/> are the real values; null where it holds floats.</summary>
    public IntegerWeights? Integers { get; init; }

    /// <summary>The weights that make outputs <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1 alone.</summary>
    public LinearWeights CutRows(int start, int count) => this with
    {
        Rows = count,
        Weights = Weights[(start * Depth)..((start + count) * Depth)],
        Bias = Bias[start..(start + count)],
        Integers = Integers?.CutRows(start, count),
    };
}

/// <summary>Layer normalization over the last axis: y = (x - mean) / sqrt(var + epsilon) * gain + shift.</summary>
sealed record LayerNormNode(string Name, Value Input, float[] Gain, float[] Shift, float Epsilon, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>Per-channel map along the last axis: y = x * scale[c] + shift[c].</summary>
sealed record AffineNode(string Name, Value Input, float[] Scale, float[] Shift, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>Elementwise function; several of them divide the last axis into equal contiguous channel groups.</summary>
sealed record ActivationNode(string Name, Value Input, IReadOnlyList<ActivationFunction> Functions, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>Elementwise sum of two activations of one shape.</summary>
sealed record AddNode(string Name, Value Left, Value Right, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Left, Right];
}

/// <summary>Elementwise product of two activations of one shape.</summary>
sealed record MultiplyNode(string Name, Value Left, Value Right, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Left, Right];
}

/// <summary>Mean over one axis, which disappears unless <paramref name="KeepAxis"/>.</summary>
sealed record MeanNode(string Name, Value Input, int Axis, bool KeepAxis, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>The same elements in the same order under another shape.</summary>
sealed record ReshapeNode(string Name, Value Input, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>Axis i of the output is axis Permutation[i] of the input.</summary>
sealed record TransposeNode(string Name, Value Input, IReadOnlyList<int> Permutation, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>A contiguous range of one axis.</summary>
sealed record SliceNode(string Name, Value Input, int Axis, int Start, int Length, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>Joins values along one axis.</summary>
sealed record ConcatNode(string Name, IReadOnlyList<Value> Parts, int Axis, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => Parts;
}

/// <summary>2-D convolution, NCHW, weights [outputs, inputs / groups, height, width].</summary>
sealed record ConvNode(string Name, Value Input, ConvWeights Weights, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <param name="Shape">[outputs, inputs / groups, kernel height, kernel width].</param>
/// <param name="Pads">top, left, bottom, right.</param>
sealed record ConvWeights(
    Shape Shape, float[] Weights, float[] Bias, int Groups, int StrideY, int StrideX, IReadOnlyList<int> Pads, int DilationY, int DilationX)
{
    /// <summary>As <see cref="LinearWeights.Integers"/>, one row for each output.</summary>
    public IntegerWeights? Integers { get; init; }
}

/// <summary>
/// Cuts an image [1, C, H, W] into non-overlapping patches [1, (H / PatchHeight) * (W / PatchWidth), C * PatchHeight * PatchWidth];
/// the elements of a patch are in the order channel, row, column. A patch embedding is this and a <see cref="LinearNode"/>.
/// </summary>
sealed record PatchesNode(string Name, Value Input, int PatchHeight, int PatchWidth, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}

/// <summary>y = exp(x) / sum of exp(x) along an axis.</summary>
sealed record SoftmaxNode(string Name, Value Input, int Axis, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];
}
