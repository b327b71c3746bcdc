namespace QMlp.Calibrator.Graph;

/// <summary>
/// A node of the model that is not understood, between values of known shapes, so that what stands around it can be looked at. A network that has one
/// is shown and judged, never computed.
/// </summary>
/// <param name="Refusal">Why it is not understood; null where it only stands behind a tensor whose shape is not known.</param>
sealed record OpaqueNode(string Name, IReadOnlyList<Value> Read, Refusal? Refusal, Value Output) : Node(Name, Output)
{
    public override string Kind => "opaque";

    public override IReadOnlyList<Value> Inputs => Read;

    public override bool IsUnderstood => false;

    public override Node WithInputs(Func<Value, Value> map) => this with { Read = [.. Read.Select(map)] };

    public override void Compute(Func<Value, float[]> read, float[] y) =>
        throw new InvalidOperationException($"'{Name}' is not understood, so it cannot be computed");

    public override Interval Bounds(Func<Value, Interval> of) => Interval.Everything;
}
