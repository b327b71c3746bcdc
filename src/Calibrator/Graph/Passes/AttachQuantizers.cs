namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Roundings, which a quantized model has as nodes, become quantizers of the values that they round, wherever a value is read only rounded.
/// Where it is also read as it is, or rounded in several ways, the rounding stays a node. Runs on a simplified graph: the passes of
/// <see cref="Simplifier"/> see roundings as functions like any other and know nothing of quantizers, only <see cref="SumRoundedValues"/> after it does.
/// </summary>
sealed class AttachQuantizers
{
    private readonly Dictionary<Value, IReadOnlyList<RoundingFunction>> _quantizers = [];
    private readonly Dictionary<Value, RoundingFunction> _wide = [];
    private readonly FloatGraph _graph;

    private AttachQuantizers(FloatGraph graph) => _graph = graph;

    public static FloatGraph Run(FloatGraph graph)
    {
        if (!graph.Nodes.Any(node => Roundings(node) is not null))
        {
            return graph;
        }

        var pass = new AttachQuantizers(graph);
        var result = GraphRewriter.Apply(graph, pass.Rewrite);
        return result with { Quantizers = pass._quantizers, WideQuantizers = pass._wide };
    }

    /// <summary>The quantizers of a node that only rounds: one, or one for each channel group; null for any other node.</summary>
    public static IReadOnlyList<RoundingFunction>? Roundings(Node? node)
    {
        if (node is not ActivationNode activation || !activation.Functions.All(function => function is RoundingFunction))
        {
            return null;
        }

        var functions = activation.Functions.Cast<RoundingFunction>().ToList();
        return functions.TrueForAll(function => function == functions[0]) ? [functions[0]] : functions;
    }

    private bool Rewrite(Node node, GraphRewriter graph)
    {
        if (Roundings(node) is { } quantizers)
        {
            Place(((ActivationNode)node).Input, quantizers, node.Output, graph);
            return true;
        }

        // What is on the grid stays on it when negative values become zero; and so do elements that only move.
        var keeps = node is ActivationNode { Functions: [ClipFunction { Low: 0, High: float.PositiveInfinity }] } or ReshapeNode or TransposeNode or PatchesNode or SliceNode;
        if (keeps && node.Inputs[0].Shape.Rank > 0 && _quantizers.TryGetValue(node.Inputs[0], out var known) && known.Count == 1)
        {
            _quantizers[node.Output] = known;
        }

        return false;
    }

    /// <summary>Makes <paramref name="rounded"/> the rounding of a value of the rebuilt graph.</summary>
    private void Place(Value value, IReadOnlyList<RoundingFunction> quantizers, Value rounded, GraphRewriter graph)
    {
        if (rounded == _graph.Output || Same(value, quantizers))
        {
            // Logits stay as they come from the last layer: rounding them would lose what the layer has.
            graph.Alias(rounded, value);
        }
        else if (!quantizers.All(quantizer => quantizer.FitsByte))
        {
            if (!_quantizers.ContainsKey(value) && quantizers.Count == 1)
            {
                _wide[value] = quantizers[0];
            }

            graph.Alias(rounded, value);
        }
        else if (!graph.IsReadOnce(value) || (_quantizers.ContainsKey(value) && !IsInherited(value, graph)) || !KeepsApart(value, quantizers.Count, graph))
        {
            graph.Emit(new ActivationNode($"{rounded.Name}.round", value, quantizers, rounded));
            _quantizers[rounded] = quantizers;
        }
        else if (value == _graph.Input)
        {
            graph.Alias(rounded, value);
            _quantizers[value] = quantizers;
        }
        else
        {
            Attach(graph.Maker(value)!, quantizers, rounded, graph);
        }
    }

    /// <summary>Emits the producer of a value again, now making the rounded one; a move of elements is made of rounded elements.</summary>
    private void Attach(Node producer, IReadOnlyList<RoundingFunction> quantizers, Value rounded, GraphRewriter graph)
    {
        if (quantizers.Count == 1 && producer is ReshapeNode or TransposeNode or PatchesNode)
        {
            var source = producer.Inputs[0];
            var roundedSource = new Value($"{source.Name}:rounded", source.Shape, source.Origin);
            Place(source, quantizers, roundedSource, graph);
            graph.Emit(producer.WithInputs(_ => graph.Resolve(roundedSource)) with { Output = rounded });
        }
        else
        {
            graph.Emit(producer with { Output = rounded });
        }

        _quantizers[rounded] = quantizers;
    }

    /// <summary>
    /// Whether what makes a value can give ranges of its channels quantizers of their own: a layer with as many groups, or what computes on each channel
    /// alone. A layer that mixes channels cannot, nor can the network's input.
    /// </summary>
    private static bool KeepsApart(Value value, int groups, GraphRewriter graph) =>
        groups == 1 || graph.Maker(value)?.MakesApart(groups, input => KeepsApart(input, groups, graph)) == true;

    private bool Same(Value value, IReadOnlyList<RoundingFunction> quantizers) =>
        _quantizers.TryGetValue(value, out var known) && known.Concat(quantizers).All(quantizer => quantizer == quantizers[0]);

    /// <summary>Whether a value has its quantizer only because its source has: the function before it may then be given another one.</summary>
    private static bool IsInherited(Value value, GraphRewriter graph) =>
        graph.Maker(value) is ActivationNode { Functions: [ClipFunction] };
}
