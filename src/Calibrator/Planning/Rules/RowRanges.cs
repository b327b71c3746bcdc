using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Slices that take a layer's outputs apart, if nothing else reads them and none overlaps another: the halves of a gated unit. Each becomes a layer
/// with some of the weights, so that nothing is copied and each has a quantizer of its own.
/// </summary>
sealed class RowRanges : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node)
    {
        if (node is not SliceNode { Input: var value }
            || value == context.Graph.Output
            || context.MakerOf(value) is not PlannedLinear { Residual: null } whole
            || !IsOfTheNetwork(context, whole.Node))
        {
            return null;
        }

        var slices = context.Graph.Readers(value).OfType<SliceNode>().Where(slice => slice.Axis == whole.Node.Axis).OrderBy(slice => slice.Start).ToList();
        return slices.Count == context.Graph.Readers(value).Count
            && slices.All(slice => IsRoundedAsItsParts(context, value, slice.Output))
            && slices.Zip(slices.Skip(1), (one, next) => one.Start + one.Length <= next.Start).All(apart => apart)
            ? new([.. slices.Select((slice, i) => Part(whole, slice, slices.Count == 1 ? whole.Name : context.UniqueName($"{whole.Name}.{i}")))], whole)
            : null;
    }

    /// <summary>Whether the original model does not round the whole, or rounds all of it as it does the part.</summary>
    private static bool IsRoundedAsItsParts(PlanContext context, Value whole, Value part) =>
        context.QuantizersOf(whole) is not { } quantizers || (quantizers.Count == 1 && context.AreRoundedAlike(whole, part));

    /// <summary>A part is not divided again.</summary>
    private static bool IsOfTheNetwork(PlanContext context, LinearNode node) => ReferenceEquals(context.Graph.Maker(node.Output), node);

    private static PlannedLinear Part(PlannedLinear whole, SliceNode slice, string name) => whole with
    {
        Name = name,
        Node = whole.Node with
        {
            Name = name,
            Groups = [.. whole.Node.Groups.Select(group => group.CutRows(slice.Start, slice.Length))],
            Output = whole.Activation is null ? slice.Output : new Value($"{whole.Node.Output.Name}:{name}", slice.Output.Shape, null),
        },
        Output = slice.Output,
    };
}
