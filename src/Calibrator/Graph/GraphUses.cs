namespace QMlp.Calibrator.Graph;

/// <summary>Who makes each value of a list of nodes and who reads it.</summary>
sealed class GraphUses
{
    private readonly Dictionary<Value, int> _position = [];
    private readonly Dictionary<Value, List<Node>> _readers = [];

    public GraphUses(IReadOnlyList<Node> nodes)
    {
        Nodes = nodes;
        for (var i = 0; i < nodes.Count; i++)
        {
            _position[nodes[i].Output] = i;
            foreach (var input in nodes[i].Inputs)
            {
                (_readers.TryGetValue(input, out var readers) ? readers : _readers[input] = []).Add(nodes[i]);
            }
        }
    }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Index of the node that makes a value; -1 where none does.</summary>
    public int Position(Value value) => _position.GetValueOrDefault(value, -1);

    /// <summary>The nodes that read a value, in order; one that reads it twice stands there twice.</summary>
    public IReadOnlyList<Node> Readers(Value value) => _readers.TryGetValue(value, out var readers) ? readers : [];
}
