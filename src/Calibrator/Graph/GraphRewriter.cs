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
    private readonly Dictionary<Value, Node> _makers = [];
    private readonly Dictionary<Value, Value> _aliases = [];

    /// <summary>Readers of values that others became aliases of: their own and those of the others.</summary>
    private readonly Dictionary<Value, IReadOnlyList<Node>> _joinedReaders = [];
    private readonly FloatGraph _graph;

    private GraphRewriter(FloatGraph graph) => _graph = graph;

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
    public Node? Maker(Value value) => _makers.GetValueOrDefault(Resolve(value));

    /// <summary>The maker, if it is a <typeparamref name="T"/> whose output has no other reader and is not the network's output.</summary>
    public T? OnlyFeeding<T>(Value value)
        where T : Node =>
        Maker(value) is T node && IsReadOnce(value) ? node : null;

    /// <summary>The nodes of the graph before the pass that read a value or an alias of it.</summary>
    public IReadOnlyList<Node> Readers(Value value) => _joinedReaders.GetValueOrDefault(value) ?? _graph.Readers(value);

    public bool IsReadOnce(Value value) => Readers(value).Count == 1 && Resolve(_graph.Output) != value;

    public void Emit(Node node)
    {
        _nodes.Add(node);
        _makers[node.Output] = node;
    }

    /// <summary>Makes every later reader of <paramref name="value"/> read <paramref name="same"/>, which equals it.</summary>
    public void Alias(Value value, Value same)
    {
        _aliases[value] = same;
        _joinedReaders[same] = [.. Readers(same), .. Readers(value)];
    }

    public Value Resolve(Value value)
    {
        while (_aliases.TryGetValue(value, out var same))
        {
            value = same;
        }

        return value;
    }
}
