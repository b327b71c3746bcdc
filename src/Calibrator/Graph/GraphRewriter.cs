namespace QMlp.Calibrator.Graph;

/// <summary>What a pass does with one node: emits others in its place and returns true, or returns false to keep it.</summary>
delegate bool Rewrite(Node node, GraphRewriter rewriter);

/// <summary>
/// Rebuilds a graph node by node, front to back. A pass replaces a node by another one that makes the same <see cref="Value"/>, so that
/// the readers of the value need no change; what nobody reads any more is dropped at the end.
/// </summary>
sealed class GraphRewriter
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Value, Node> _producers = [];
    private readonly Dictionary<Value, List<Node>> _consumers = [];
    private readonly Dictionary<Value, Value> _aliases = [];
    private readonly FloatGraph _graph;

    private GraphRewriter(FloatGraph graph)
    {
        _graph = graph;
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                ConsumersOf(input).Add(node);
            }
        }
    }

    /// <param name="finish">Called at the end with the network's output, for passes that hold nodes back.</param>
    public static FloatGraph Apply(FloatGraph graph, Rewrite rewrite, Action<Value, GraphRewriter>? finish = null)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (var node in graph.Nodes)
        {
            var current = node.WithInputs(rewriter.Resolve);
            if (!rewrite(current, rewriter))
            {
                rewriter.Emit(current);
            }
        }

        finish?.Invoke(rewriter.Resolve(graph.Output), rewriter);
        return DeadCode.Remove(graph with { Nodes = rewriter._nodes, Output = rewriter.Resolve(graph.Output) });
    }

    /// <summary>The node that makes a value in the rebuilt graph; null for the graph's input.</summary>
    public Node? Producer(Value value) => _producers.GetValueOrDefault(Resolve(value));

    /// <summary>The producer, if it is a <typeparamref name="T"/> whose output has no other reader and is not the network's output.</summary>
    public T? OnlyFeeding<T>(Value value)
        where T : Node =>
        Producer(value) is T node && IsReadOnce(value) ? node : null;

    /// <summary>The nodes of the graph before the pass that read a value.</summary>
    public IReadOnlyList<Node> Consumers(Value value) => ConsumersOf(value);

    public bool IsReadOnce(Value value) => ConsumersOf(value).Count == 1 && Resolve(_graph.Output) != value;

    public void Emit(Node node)
    {
        _nodes.Add(node);
        _producers[node.Output] = node;
    }

    /// <summary>Makes every later reader of <paramref name="value"/> read <paramref name="same"/>, which equals it.</summary>
    public void Alias(Value value, Value same)
    {
        _aliases[value] = same;
        ConsumersOf(same).AddRange(ConsumersOf(value));
    }

    public Value Resolve(Value value)
    {
        while (_aliases.TryGetValue(value, out var same))
        {
            value = same;
        }

        return value;
    }

    private List<Node> ConsumersOf(Value value)
    {
        if (!_consumers.TryGetValue(value, out var list))
        {
            _consumers[value] = list = [];
        }

        return list;
    }
}
