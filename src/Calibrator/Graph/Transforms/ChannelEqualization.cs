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
static class ChannelEqualization
{
    /// <summary>The same network with its channels equalized.</summary>
    /// <param name="samples">Calibration samples, from which the ranges of channels follow.</param>
    public static TransformedGraph Apply(
        FloatGraph graph, IReadOnlyList<float[]> samples, QuantizationSettings settings, CancellationToken cancellation = default)
    {
        Value[] values = graph.IsQuantized ? [] : [.. graph.Nodes.Select(node => DivisibleValue(graph, node)).OfType<Value>()];
        if (values.Length == 0)
        {
            return new TransformedGraph(graph, []);
        }

        var channels = ChannelStatistics.Collect(graph, values, samples, cancellation);
        var done = new List<Transformation>();
        foreach (var value in values)
        {
            cancellation.ThrowIfCancellationRequested();
            var readers = graph.Readers(value).Cast<LinearNode>().Select(reader => (reader.Groups[0], settings.WeightBitsOf(reader.Name)));
            var factors = EqualizationFactors.Choose(channels[value], [.. readers], settings.ActivationBits);
            if (factors.Any(factor => factor != 1))
            {
                done.Add(new ScaledChannels(value.Name, factors.Select(factor => Math.ILogB(factor)).ToEquatableArray()));
            }
        }

        return TransformedGraph.Of(graph, done);
    }

    /// <exception cref="UserError">The network has no such value whose channels could be divided.</exception>
    public static FloatGraph Replay(FloatGraph graph, ScaledChannels done)
    {
        var maker = graph.Nodes.FirstOrDefault(node => DivisibleValue(graph, node)?.Name == done.Target)
            ?? throw TransformedGraph.Misfit(graph, done, "it has no tensor of this name whose channels can be divided");
        var value = DivisibleValue(graph, maker)!;
        float[] factors = [.. done.Exponents.Select(exponent => MathF.ScaleB(1, exponent))];
        return factors.Length == value.Shape[^1] && factors.All(float.IsNormal)
            ? Divide(graph, maker, value, factors)
            : throw TransformedGraph.Misfit(graph, done, $"the {value.Shape[^1]} channels of the tensor cannot be divided by {factors.Length} such powers of two");
    }

    /// <summary>The value that can be divided where a node makes it: its output, or what a ReLU makes of that; null where there is none.</summary>
    private static Value? DivisibleValue(FloatGraph graph, Node node)
    {
        var function = node is LinearNode ? graph.OnlyReader(node.Output) as ActivationNode : null;
        var canDivide = node switch
        {
            LayerNormNode or AffineNode => true,

            // An affine map before a mean is part of its step, which can then not have another one behind it.
            MeanNode mean => graph.Maker(mean.Input) is not AffineNode,
            LinearNode linear => MixesChannels(linear) && (function is null || function.Functions.All(IsRelu)),
            _ => false,
        };
        var value = function?.Output ?? node.Output;
        if (!canDivide || value == graph.Output || value.Shape.Rank < 2)
        {
            return null;
        }

        // The layers that read it come in one form only, so that their inputs are the channels of the value.
        var readers = graph.Readers(value);
        return readers.Count > 0 && readers.All(reader => reader is LinearNode linear && MixesChannels(linear)) ? value : null;
    }

    private static bool MixesChannels(LinearNode node) => node.Groups.Count == 1 && node.Axis == node.Input.Shape.Rank - 1;

    private static bool IsRelu(ActivationFunction function) => function is ClipFunction { Low: 0, High: float.PositiveInfinity };

    /// <summary>The network with a value divided: what makes it, a ReLU between the two, and what reads it are replaced.</summary>
    private static FloatGraph Divide(FloatGraph graph, Node maker, Value value, float[] factors)
    {
        var divided = new[] { maker.Output, value }.Distinct().ToDictionary(whole => whole, whole => Divided(whole, factors));
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            if (ReferenceEquals(node, maker))
            {
                nodes.AddRange(DividedMaker(maker, factors, divided[maker.Output]));
            }
            else if (node.Output == value)
            {
                nodes.Add(node.WithInputs(input => divided[input]) with { Output = divided[value] });
            }
            else if (node is LinearNode linear && linear.Input == value)
            {
                nodes.Add(linear with { Input = divided[value], Groups = [TimesInputs(linear.Groups[0], factors)] });
            }
            else
            {
                nodes.Add(node);
            }
        }

        return graph with { Nodes = nodes };
    }

    /// <summary>The nodes that make the divided value: the same with another gain, or a mean and an affine map behind it.</summary>
    private static IEnumerable<Node> DividedMaker(Node maker, float[] factors, Value output)
    {
        switch (maker)
        {
            case LayerNormNode norm:
                return [norm with { Gain = Quotients(norm.Gain, factors), Shift = Quotients(norm.Shift, factors), Output = output }];
            case AffineNode affine:
                return [affine with { Scale = Quotients(affine.Scale, factors), Shift = Quotients(affine.Shift, factors), Output = output }];
            case LinearNode linear:
                return [linear with { Groups = [DividedRows(linear.Groups[0], factors)], Output = output }];
            case MeanNode mean:
                var plain = new Value(mean.Output.Name + ":mean", mean.Output.Shape, mean.Output.Origin);
                float[] scale = [.. factors.Select(factor => 1 / factor)];
                return [mean with { Output = plain }, new AffineNode(mean.Name + ":equalized", plain, scale, new float[factors.Length], output)];
            default:
                throw new InvalidOperationException(maker.GetType().Name);
        }
    }

    /// <summary>The name stays, so that tensors are known by it; what is observed of the original model is divided too.</summary>
    private static Value Divided(Value value, float[] factors) => new(value.Name, value.Shape, value.Origin?.Divided(factors));

    private static float[] Quotients(float[] values, float[] factors) => [.. values.Zip(factors, (value, factor) => value / factor)];

    private static LinearWeights DividedRows(LinearWeights group, float[] factors) => group with
    {
        Weights = [.. group.Weights.Select((weight, i) => weight / factors[i / group.Depth])],
        Bias = Quotients(group.Bias, factors),
    };

    private static LinearWeights TimesInputs(LinearWeights group, float[] factors) =>
        group with { Weights = [.. group.Weights.Select((weight, i) => weight * factors[i % group.Depth])] };
}
