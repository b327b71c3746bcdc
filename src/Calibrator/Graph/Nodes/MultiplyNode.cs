namespace QMlp.Calibrator.Graph;

/// <summary>Elementwise product of two activations of one shape.</summary>
sealed record MultiplyNode(string Name, Value Left, Value Right, Value Output) : BinaryNode(Name, Left, Right, Output)
{
    public override string Kind => "multiply";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var (left, right) = (read(Left), read(Right));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = left[i] * right[i];
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) =>
        Interval.Union(of(Left).Times(of(Right).Low), of(Left).Times(of(Right).High));
}
