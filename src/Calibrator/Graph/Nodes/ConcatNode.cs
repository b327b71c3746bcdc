namespace QMlp.Calibrator.Graph;

/// <summary>Joins values along one axis.</summary>
sealed record ConcatNode(string Name, IReadOnlyList<Value> Parts, int Axis, Value Output) : Node(Name, Output)
{
    public override string Kind => "concat";

    public override IReadOnlyList<Value> Inputs => Parts;

    public override Node WithInputs(Func<Value, Value> map) => this with { Parts = [.. Parts.Select(map)] };

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var position = 0;
        foreach (var part in Parts)
        {
            AxisRange.Copy(read(part), part.Shape, 0, y, Output.Shape, position, Axis, part.Shape[Axis]);
            position += part.Shape[Axis];
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) => Parts.Select(of).Aggregate(Interval.Union);
}
