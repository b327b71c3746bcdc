namespace QMlp.Calibrator.Graph;

/// <summary>
/// One elementwise operation on operands that broadcast against each other as in ONNX (and NumPy). Only between import and simplification: passes make
/// canonical operators of primitives, and whatever remains at the end is refused by name.
/// </summary>
/// <param name="Source">The ONNX operator, for the sentence that refuses it.</param>
sealed record PrimitiveNode(string Name, Primitive Operation, IReadOnlyList<Operand> Operands, string Source, Value Output) : Node(Name, Output)
{
    public override string Kind => "primitive";

    public override IReadOnlyList<Value> Inputs => [.. Operands.Where(operand => operand.Value is not null).Select(operand => operand.Value!)];

    public override bool IsUnderstood => false;

    public override Node WithInputs(Func<Value, Value> map) =>
        this with { Operands = [.. Operands.Select(operand => operand.Value is { } value ? new Operand(map(value), null) : operand)] };

    public override void Compute(Func<Value, float[]> read, float[] y) => PrimitiveExecutor.Run(this, read, y);

    /// <summary>Nothing is known of it: no network that has one is quantized.</summary>
    public override Interval Bounds(Func<Value, Interval> of) => Interval.Everything;
}
