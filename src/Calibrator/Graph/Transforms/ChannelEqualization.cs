using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Cross-layer equalization: the channels of an activation are divided by factors, which the linear layers that read it multiply back into
/// their weights (after Nagel et al., arXiv 1906.04721, and Xiao et al., arXiv 2211.10438). The float network stays what it was; a few
/// channels with large values no longer take the quantizer's steps from all others.
/// <para>
/// The division costs nothing where what makes the activation has a gain for each channel: a norm, an affine map, a mean, or a linear layer with
/// nothing or ReLU behind it. All readers must be linear layers that mix channels.
/// </para>
/// </summary>
sealed class ChannelEqualization
{
    private readonly FloatGraph _graph;
    private readonly ILookup<Value, Node> _readers;
    private readonly Dictionary<Value, float[]> _factors = [];

    private ChannelEqualization(FloatGraph graph)
    {
        _graph = graph;
        _readers = graph.Nodes.SelectMany(node => node.Inputs, (node, input) => (node, input)).ToLookup(pair => pair.input, pair => pair.node);
    }

    /// <summary>The same network with its channels equalized.</summary>
    /// <param name="samples">Calibration samples, from which the ranges of channels follow.</param>
    public static FloatGraph Apply(FloatGraph graph, IReadOnlyList<float[]> samples, QuantizationSettings settings)
    {
        if (graph.IsQuantized)
        {
            return graph;
        }

        var equalization = new ChannelEqualization(graph);
        var channels = ChannelStatistics.Collect(graph, [.. equalization.Places.Select(place => place.Value)], samples);
        foreach (var (_, value) in equalization.Places)
        {
            var readers = equalization._readers[value].Cast<LinearNode>().Select(reader => (reader.Groups[0], settings.WeightBitsOf(reader.Name)));
            equalization._factors[value] = EqualizationFactors.Choose(channels[value], [.. readers], settings.ActivationBits);
        }

        return equalization.Rewrite();
    }

    /// <summary>The float network as it was when a model was made of it: what the model's tensors stand for.</summary>
    public static FloatGraph Of(FloatGraph graph, QuantizedModel model)
    {
        if (!model.Transformations.OfType<ScaledChannels>().Any())
        {
            return graph;
        }

        var equalization = new ChannelEqualization(graph);
        var recovery = new EqualizationRecovery(model);
        foreach (var (maker, value) in equalization.Places)
        {
            equalization._factors[value] = recovery.Factors(maker, value, equalization._factors.GetValueOrDefault(maker.Inputs[0]));
        }

        return equalization.Rewrite();
    }

    /// <summary>Where channels can be divided, in order: what makes the value, and the value.</summary>
    private IEnumerable<(Node Maker, Value Value)> Places => _graph.Nodes.Where(IsEqualizable).Select(node => (node, ValueOf(node)));

    /// <summary>The value that is equalized where the node makes it: its output, or what a ReLU makes of that.</summary>
    private Value ValueOf(Node node) => node is LinearNode && OnlyReader(node.Output) is ActivationNode relu ? relu.Output : node.Output;

    private bool IsEqualizable(Node node)
    {
        var canScale = node switch
        {
            LayerNormNode or AffineNode => true,

            // An affine map before a mean is part of its step, which can then not have another one behind it.
            MeanNode mean => !_graph.Nodes.Any(maker => maker is AffineNode && maker.Output == mean.Input),
            LinearNode linear => MixesChannels(linear) && (OnlyReader(node.Output) is not ActivationNode activation || activation.Functions.All(IsRelu)),
            _ => false,
        };
        if (!canScale || ValueOf(node) is not { } value || value == _graph.Output || value.Shape.Rank < 2)
        {
            return false;
        }

        // The layers that read it come in one form only, so that their inputs are the channels of the value.
        return _readers[value].Any() && _readers[value].All(reader => reader is LinearNode linear && MixesChannels(linear));
    }

    private static bool MixesChannels(LinearNode node) => node.Groups.Count == 1 && node.Axis == node.Input.Shape.Rank - 1;

    private static bool IsRelu(ActivationFunction function) => function is ClipFunction { Low: 0, High: float.PositiveInfinity };

    private Node? OnlyReader(Value value) => _readers[value].Count() == 1 && value != _graph.Output ? _readers[value].First() : null;

    private FloatGraph Rewrite()
    {
        var values = new Dictionary<Value, Value>();
        var nodes = new List<Node>();
        foreach (var original in _graph.Nodes)
        {
            var node = original.WithInputs(value => values.GetValueOrDefault(value, value));
            if (node is LinearNode linear && _factors.TryGetValue(original.Inputs[0], out var ofInput))
            {
                node = linear with { Groups = [TimesInputs(linear.Groups[0], ofInput)] };
            }

            Divide(original, node, values, nodes);
        }

        return _graph with { Nodes = nodes };
    }

    /// <summary>Adds the node, divided by the factors of what it makes, if there are any.</summary>
    private void Divide(Node original, Node node, Dictionary<Value, Value> values, List<Node> nodes)
    {
        if (original is ActivationNode && _factors.TryGetValue(original.Output, out var behind))
        {
            nodes.Add(((ActivationNode)node) with { Output = values[original.Output] = Divided(original.Output, behind) });
        }
        else if (!IsEqualizable(original) || !_factors.TryGetValue(ValueOf(original), out var factors))
        {
            nodes.Add(node);
        }
        else if (node is MeanNode mean)
        {
            var plain = new Value(mean.Output.Name + ":mean", mean.Output.Shape, mean.Output.Origin);
            var divided = values[original.Output] = Divided(original.Output, factors);
            nodes.Add(mean with { Output = plain });
            nodes.Add(new AffineNode(mean.Name + ":equalized", plain, [.. factors.Select(factor => 1 / factor)], new float[factors.Length], divided));
        }
        else
        {
            var output = values[original.Output] = Divided(original.Output, factors);
            nodes.Add(node switch
            {
                LayerNormNode norm => norm with { Gain = Quotients(norm.Gain, factors), Shift = Quotients(norm.Shift, factors), Output = output },
                AffineNode affine => affine with { Scale = Quotients(affine.Scale, factors), Shift = Quotients(affine.Shift, factors), Output = output },
                LinearNode linear => linear with { Groups = [DividedRows(linear.Groups[0], factors)], Output = output },
                _ => throw new InvalidOperationException(node.GetType().Name),
            });
        }
    }

    /// <summary>The name stays, so that tensors are known by it; what is observed of the original model is divided too.</summary>
    private static Value Divided(Value value, float[] factors) =>
        new(value.Name, value.Shape, value.Origin is { } origin ? origin with { Divisors = factors } : null);

    private static float[] Quotients(float[] values, float[] factors) => [.. values.Zip(factors, (value, factor) => value / factor)];

    private static LinearWeights DividedRows(LinearWeights group, float[] factors) => group with
    {
        Weights = [.. group.Weights.Select((weight, i) => weight / factors[i / group.Depth])],
        Bias = Quotients(group.Bias, factors),
    };

    private static LinearWeights TimesInputs(LinearWeights group, float[] factors) =>
        group with { Weights = [.. group.Weights.Select((weight, i) => weight * factors[i % group.Depth])] };
}
