using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>The registry of rules: which nodes of a float network become which quantized steps.</summary>
static class PlanRules
{
    /// <summary>In the order in which they are tried: what joins nodes into one step stands before what gives a node a step of its own.</summary>
    public static IReadOnlyList<IPlanRule> All { get; } =
    [
        new ReshapeBehindOutput(),
        new ResidualSum(),
        new ActivationBehindLinear(),
        new RowRanges(),
        new MeanBehindAffine(),
        new AffineBehindMean(),
        new LooseRounding(),
        new SingleNode<LinearNode>(PlannedLinear.Of),
        new SingleNode<LayerNormNode>(node => new PlannedLayerNorm(node)),
        new SingleNode<AffineNode>(PlannedRescale.Of),
        new SingleNode<MultiplyNode>(node => new PlannedMultiply(node)),
        new SingleNode<AddNode>(node => new PlannedAdd(node)),
        new SingleNode<MeanNode>(PlannedMean.Of),
        new SingleNode<ActivationNode>(PlannedTable.Of),
        new SingleNode<ReshapeNode>(PlannedRearrange.Of),
        new SingleNode<TransposeNode>(PlannedRearrange.Of),
        new SingleNode<SliceNode>(PlannedRearrange.Of),
        new SingleNode<PatchesNode>(PlannedRearrange.Of),
    ];

    /// <summary>What no rule claims, with the reason and the remedy; other nodes have no quantized form at all.</summary>
    private static readonly Dictionary<Type, (string Reason, string? Remedy)> Refusals = new()
    {
        [typeof(ConvNode)] = ("only convolutions that cut an image into non-overlapping patches (kernel equal to stride, no padding) are quantized", null),
        [typeof(ConcatNode)] = ("joining of activations is not quantized yet, except that of token-mixing groups", null),
        [typeof(SoftmaxNode)] = ("softmax is not quantized yet", "a network that ends in logits would work"),
    };

    /// <summary>The steps of a network, without those of the nodes that have no quantized form.</summary>
    public static PlanContext Apply(FloatGraph graph)
    {
        var context = new PlanContext(graph);
        foreach (var node in graph.Nodes.Where(node => context.MakerOf(node.Output) is null))
        {
            context.Refusals.Try(
                node, () => context.Apply(All.Select(rule => rule.Claim(context, node)).FirstOrDefault(claim => claim is not null) ?? throw Refusal(node)));
        }

        return context;
    }

    private static UnsupportedModel Refusal(Node node)
    {
        var (reason, remedy) = Refusals.GetValueOrDefault(node.GetType(), ("there is no quantized form of this operator", null));
        return PlanErrors.Refuse(node, reason, remedy);
    }
}
