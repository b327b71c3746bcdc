namespace QMlp.Calibrator.Graph;

/// <summary>An operator on one activation.</summary>
abstract record UnaryNode(string Name, Value Input, Value Output) : Node(Name, Output)
{
    public sealed override IReadOnlyList<Value> Inputs => [Input];

    public sealed override Node WithInputs(Func<Value, Value> map) => this with { Input = map(Input) };
}
