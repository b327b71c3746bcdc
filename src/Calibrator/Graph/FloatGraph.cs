namespace QMlp.Calibrator.Graph;

/// <summary>
/// A float network of canonical operators: what every exporter's dialect becomes after import and simplification.
/// Shapes are those of one sample and keep the leading batch axis of 1. Nodes stand in an order in which each value is made before it is used.
/// </summary>
sealed record FloatGraph(string Name, Value Input, IReadOnlyList<Node> Nodes, Value Output)
{
    private GraphUses? _uses;

    /// <summary>
    /// Quantizers that the original model states: a value in it is rounded to these integers, by one quantizer or by one for each of
    /// several equal channel groups of its last axis. Empty for a float model.
    /// </summary>
    public IReadOnlyDictionary<Value, IReadOnlyList<RoundingFunction>> Quantizers { get; init; } = new Dictionary<Value, IReadOnlyList<RoundingFunction>>();

    /// <summary>Values that the original model states a range for, because it quantizes them to more bits than a byte has.</summary>
    public IReadOnlyDictionary<Value, RoundingFunction> WideQuantizers { get; init; } = new Dictionary<Value, RoundingFunction>();

    /// <summary>Whether the original model is quantized.</summary>
    public bool IsQuantized => Quantizers.Count > 0 || WideQuantizers.Count > 0;

    /// <summary>Weights and biases, gains and shifts.</summary>
    public long Parameters => Nodes.Sum(node => node.Parameters);

    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public long Macs => Nodes.Sum(node => node.Macs);

    /// <summary>Built when first asked for; a copy of the graph with other nodes, which inherits the field, builds its own.</summary>
    private GraphUses Uses => _uses is { } known && ReferenceEquals(known.Nodes, Nodes) ? known : _uses = new GraphUses(Nodes);

    /// <summary>The node that makes a value; null for the graph's input.</summary>
    public Node? Maker(Value value) => Uses.Position(value) is >= 0 and var position ? Nodes[position] : null;

    /// <summary>Index in <see cref="Nodes"/> of the node that makes a value; -1 for the graph's input.</summary>
    public int Position(Value value) => Uses.Position(value);

    /// <summary>The nodes that read a value, in order; one that reads it twice stands there twice.</summary>
    public IReadOnlyList<Node> Readers(Value value) => Uses.Readers(value);

    /// <summary>The one node that reads a value, once; null where there are several, or where the value is the network's output.</summary>
    public Node? OnlyReader(Value value) => value != Output && Readers(value) is [var reader] ? reader : null;

    /// <summary>
    /// Whether a node reads what a node makes that is not understood, or is read by such a node: what is wrong with it may not be its own fault.
    /// </summary>
    public bool IsBesideUnknown(Node node) =>
        node.Inputs.Select(Maker).Concat(Readers(node.Output)).Any(other => other is { IsUnderstood: false });
}
