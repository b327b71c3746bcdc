namespace QMlp.Calibrator.Graph;

/// <summary>Axis i of the output is axis Permutation[i] of the input.</summary>
sealed record TransposeNode(string Name, Value Input, IReadOnlyList<int> Permutation, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "transpose";

    public override void Compute(Func<Value, float[]> read, float[] y) =>
        ElementMap.Identity(Input.Shape.Length).Transposed(Input.Shape, Permutation).Gather<float>(read(Input), y);

    public override Interval Bounds(Func<Value, Interval> of) => of(Input);
}
