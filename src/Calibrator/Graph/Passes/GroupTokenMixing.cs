namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Multiple token-mixing MLPs: the channels are cut into equal groups, each group goes through layers of its own that mix tokens, and the
/// results are joined. The cut and the join vanish: each layer becomes one node with several groups.
/// </summary>
static class GroupTokenMixing
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not ConcatNode concat || concat.Axis != concat.Output.Shape.Rank - 1)
        {
            return false;
        }

        var chains = concat.Parts.Select(part => Trace(graph, part)).ToList();
        if (chains.Any(chain => chain is null) || SharedInput(chains!) is not { } input)
        {
            return false;
        }

        for (var step = 0; step < chains[0]!.Layers.Count; step++)
        {
            var layers = chains.Select(chain => chain!.Layers[step]).ToList();
            var isLast = step == chains[0]!.Layers.Count - 1;
            var output = isLast ? concat.Output : Joined(layers);
            graph.Emit(Merge(layers, input, output));
            input = output;
        }

        return true;
    }

    /// <summary>A group: the slice that it begins with and its layers, first to last.</summary>
    private sealed record Chain(SliceNode Slice, IReadOnlyList<Node> Layers);

    private static Chain? Trace(GraphRewriter graph, Value part)
    {
        var layers = new List<Node>();
        for (var value = part; ;)
        {
            switch (graph.Maker(value))
            {
                case LinearNode { Groups: [{ ColumnScale: null }] } linear when linear.Axis == value.Shape.Rank - 2 && graph.IsReadOnce(value):
                    layers.Insert(0, linear);
                    value = linear.Input;
                    break;
                case ActivationNode { Functions.Count: 1 } activation when graph.IsReadOnce(value):
                    layers.Insert(0, activation);
                    value = activation.Input;
                    break;
                case SliceNode slice when slice.Axis == value.Shape.Rank - 1 && layers.Count > 0:
                    return new Chain(slice, layers);
                default:
                    return null;
            }
        }
    }

    /// <summary>The value that all slices cut, if they cut it whole into equal parts, in order, and all chains have the same layers.</summary>
    private static Value? SharedInput(IReadOnlyList<Chain> chains)
    {
        var first = chains[0];
        for (var i = 0; i < chains.Count; i++)
        {
            var slice = chains[i].Slice;
            if (slice.Input != first.Slice.Input || slice.Length != first.Slice.Length || slice.Start != i * slice.Length
                || chains[i].Layers.Count != first.Layers.Count || !chains[i].Layers.Zip(first.Layers, IsSameKind).All(same => same))
            {
                return null;
            }
        }

        return first.Slice.Length * chains.Count == first.Slice.Input.Shape[^1] ? first.Slice.Input : null;
    }

    private static bool IsSameKind(Node a, Node b) => (a, b) switch
    {
        (LinearNode x, LinearNode y) => x.Axis == y.Axis && x.Groups[0].Rows == y.Groups[0].Rows && x.Groups[0].Depth == y.Groups[0].Depth,
        (ActivationNode, ActivationNode) => true,
        _ => false,
    };

    private static Node Merge(List<Node> layers, Value input, Value output)
    {
        var name = SharedName([.. layers.Select(layer => layer.Name)]);
        if (layers[0] is LinearNode linear)
        {
            var columns = input.Shape[^1] / layers.Count;
            return new LinearNode(name, input, linear.Axis, [.. layers.Select(layer => ((LinearNode)layer).Groups[0] with { Columns = columns })], output);
        }

        var functions = layers.Select(layer => ((ActivationNode)layer).Functions[0]).ToList();
        return new ActivationNode(name, input, functions.TrueForAll(function => function == functions[0]) ? [functions[0]] : functions, output);
    }

    private static Value Joined(List<Node> layers)
    {
        var outputs = layers.Select(layer => layer.Output).ToList();
        var last = outputs[0].Shape.Rank - 1;
        var shape = outputs[0].Shape.With(last, outputs.Sum(output => output.Shape[^1]));
        return new Value(outputs[0].Name, shape, Origin.Joined([.. outputs.Select(output => output.Origin)], last));
    }

    /// <summary>"blocks.0.tok.0.fc1", "blocks.0.tok.1.fc1" ... are together "blocks.0.tok.fc1".</summary>
    private static string SharedName(IReadOnlyList<string> names)
    {
        var segments = names.Select(name => name.Split('.')).ToList();
        if (segments.Any(parts => parts.Length != segments[0].Length))
        {
            return names[0];
        }

        var shared = segments[0].Where((segment, i) => segments.All(parts => parts[i] == segment)).ToList();
        return shared.Count > 0 ? string.Join('.', shared) : names[0];
    }
}
