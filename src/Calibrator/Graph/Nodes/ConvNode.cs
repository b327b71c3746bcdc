namespace QMlp.Calibrator.Graph;

/// <summary>2-D convolution, NCHW, weights [outputs, inputs / groups, height, width].</summary>
sealed record ConvNode(string Name, Value Input, ConvWeights Weights, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "conv";

    public override long Parameters => (long)Weights.Weights.Length + Weights.Bias.Length;

    public override long Macs => (long)Output.Shape.Length * Weights.Shape[1] * Weights.Shape[2] * Weights.Shape[3];

    public override void Compute(Func<Value, float[]> read, float[] y) => ConvExecutor.Run(this, read(Input), y);

    /// <summary>Padding is an input of zero.</summary>
    public override Interval Bounds(Func<Value, Interval> of) => ProductBounds.Of(Weights.Weights, Weights.Bias, Interval.Union(of(Input), new Interval(0, 0)));
}

/// <param name="Shape">[outputs, inputs / groups, kernel height, kernel width].</param>
/// <param name="Pads">top, left, bottom, right.</param>
sealed record ConvWeights(
    Shape Shape, float[] Weights, float[] Bias, int Groups, int StrideY, int StrideX, IReadOnlyList<int> Pads, int DilationY, int DilationX)
{
    /// <summary>As <see cref="LinearWeights.Integers"/>, one row for each output.</summary>
    public IntegerWeights? Integers { get; init; }
}
