namespace QMlp.Calibrator.Graph;

/// <summary>y = exp(x) / sum of exp(x) along an axis.</summary>
sealed record SoftmaxNode(string Name, Value Input, int Axis, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "softmax";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var x = read(Input);
        int extent = Input.Shape[Axis], inner = Input.Shape.Inner(Axis);
        for (var i = 0; i < y.Length / extent; i++)
        {
            var start = (i / inner * extent * inner) + (i % inner);
            var largest = float.NegativeInfinity;
            for (var k = 0; k < extent; k++)
            {
                largest = Math.Max(largest, x[start + (k * inner)]);
            }

            double sum = 0;
            for (var k = 0; k < extent; k++)
            {
                sum += Math.Exp(x[start + (k * inner)] - largest);
            }

            for (var k = 0; k < extent; k++)
            {
                y[start + (k * inner)] = (float)(Math.Exp(x[start + (k * inner)] - largest) / sum);
            }
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) => new(0, 1);
}
