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

    /// <summary>What no rule claims, with the reason; other nodes have no quantized form at all.</summary>
    private static readonly Dictionary<Type, string> Refusals = new()
    {
        [typeof(ConvNode)] = "only convolutions that cut an image into non-overlapping patches (kernel equal to stride, no padding) are quantized",
        [typeof(ConcatNode)] = "joining of activations is not quantized yet, except that of token-mixing groups",
        [typeof(SoftmaxNode)] = "softmax is not quantized yet; a network that ends in logits would work",
    };

    /// <summary>The steps of a network.</summary>
    /// <exception cref="UserError">A node has no quantized form.</exception>
    public static PlanContext Apply(FloatGraph graph)
    {
        var context = new PlanContext(graph);
        foreach (var node in graph.Nodes.Where(node => context.MakerOf(node.Output) is null))
        {
            context.Apply(All.Select(rule => rule.Claim(context, node)).FirstOrDefault(claim => claim is not null) ?? throw Refusal(node));
        }

        return context;
    }

    private static UserError Refusal(Node node) =>
        PlanErrors.Refuse(node, Refusals.GetValueOrDefault(node.GetType(), "there is no quantized form of this operator"));
}
