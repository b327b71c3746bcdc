namespace QMlp.Calibrator.Graph;

/// <summary>Mean over one axis, which disappears unless <paramref name="KeepAxis"/>.</summary>
sealed record MeanNode(string Name, Value Input, int Axis, bool KeepAxis, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "mean";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var x = read(Input);
        int extent = Input.Shape[Axis], inner = Input.Shape.Inner(Axis);
        for (var i = 0; i < y.Length; i++)
        {
            var start = (i / inner * extent * inner) + (i % inner);
            double sum = 0;
            for (var k = 0; k < extent; k++)
            {
                sum += x[start + (k * inner)];
            }

            y[i] = (float)(sum / extent);
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) => of(Input);

    public override bool MakesApart(int groups, Func<Value, bool> input) => true;
}
