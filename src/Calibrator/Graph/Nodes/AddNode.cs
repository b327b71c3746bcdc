namespace QMlp.Calibrator.Graph;

/// <summary>Elementwise sum of two activations of one shape.</summary>
sealed record AddNode(string Name, Value Left, Value Right, Value Output) : BinaryNode(Name, Left, Right, Output)
{
    public override string Kind => "add";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var (left, right) = (read(Left), read(Right));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = left[i] + right[i];
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) => new(of(Left).Low + of(Right).Low, of(Left).High + of(Right).High);

    public override bool MakesApart(int groups, Func<Value, bool> input) => true;
}
