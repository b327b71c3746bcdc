namespace QMlp.Calibrator.Graph;

/// <summary>An elementwise operator on two activations of one shape.</summary>
abstract record BinaryNode(string Name, Value Left, Value Right, Value Output) : Node(Name, Output)
{
    public sealed override IReadOnlyList<Value> Inputs => [Left, Right];

    public sealed override Node WithInputs(Func<Value, Value> map) => this with { Left = map(Left), Right = map(Right) };
}
