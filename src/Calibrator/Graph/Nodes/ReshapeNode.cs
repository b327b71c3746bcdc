namespace QMlp.Calibrator.Graph;

/// <summary>The same elements in the same order under another shape.</summary>
sealed record ReshapeNode(string Name, Value Input, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "reshape";

    public override void Compute(Func<Value, float[]> read, float[] y) => read(Input).CopyTo(y, 0);

    public override Interval Bounds(Func<Value, Interval> of) => of(Input);
}
