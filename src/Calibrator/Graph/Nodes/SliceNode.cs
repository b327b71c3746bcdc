namespace QMlp.Calibrator.Graph;

/// <summary>A contiguous range of one axis.</summary>
sealed record SliceNode(string Name, Value Input, int Axis, int Start, int Length, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "slice";

    public override void Compute(Func<Value, float[]> read, float[] y) => AxisRange.Copy(read(Input), Input.Shape, Start, y, Output.Shape, 0, Axis, Length);

    public override Interval Bounds(Func<Value, Interval> of) => of(Input);
}
