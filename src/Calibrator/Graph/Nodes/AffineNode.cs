namespace QMlp.Calibrator.Graph;

/// <summary>Per-channel map along the last axis: y = x * scale[c] + shift[c].</summary>
sealed record AffineNode(string Name, Value Input, float[] Scale, float[] Shift, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "affine";

    public override long Parameters => Scale.Length + Shift.Length;

    public override void Compute(Func<Value, float[]> read, float[] y) => AffineMap.Apply(Scale, Shift, 1, read(Input), y);

    public override Interval Bounds(Func<Value, Interval> of) => AffineMap.Bounds(Scale, Shift, of(Input));

    public override bool MakesApart(int groups, Func<Value, bool> input) => true;
}
