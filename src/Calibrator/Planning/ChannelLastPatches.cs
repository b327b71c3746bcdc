using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Turns patches of an interleaved byte image into the order row, column, channel, in which a row of a patch is one run of memory,
/// and the inputs of the layers that read them likewise.
/// </summary>
static class ChannelLastPatches
{
    /// <summary>The same plan with every such patch embedding reordered; others, and what does not read the image directly, stay.</summary>
    public static QuantizationPlan Apply(QuantizationPlan plan)
    {
        var patches = plan.Steps.OfType<PlannedRearrange>()
            .Where(step => step.Input == plan.Input && step.Map.IsPatches && OnlyMixesPatches(plan, step.Output))
            .ToDictionary(step => step.Output);
        return plan with { Steps = [.. plan.Steps.Select(step => Reorder(step, patches))] };
    }

    private static bool OnlyMixesPatches(QuantizationPlan plan, PlannedTensor patches) => plan.Steps
        .Where(step => step.Reads.Contains(patches))
        .All(step => step is PlannedLinear linear && linear.Node.Axis == linear.Node.Input.Shape.Rank - 1);

    private static PlannedStep Reorder(PlannedStep step, Dictionary<PlannedTensor, PlannedRearrange> patches) => step switch
    {
        PlannedRearrange rearrange when patches.ContainsKey(step.Output) => rearrange with { Map = rearrange.Map.ChannelLast() },
        PlannedLinear linear when patches.TryGetValue(step.Input, out var source) =>
            linear with { Node = linear.Node with { Groups = [.. linear.Node.Groups.Select(group => Reorder(group, source.Map))] } },
        _ => step,
    };

    /// <summary>New input k = (row * width + column) * channels + channel is old input (channel * height + row) * width + column.</summary>
    private static LinearWeights Reorder(LinearWeights group, IndexMap map)
    {
        var (channels, area) = (map.Loops[2].Extent, map.Loops[3].Extent * map.Loops[4].Extent);
        var weights = new float[group.Weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (n, k) = (i / group.Depth, i % group.Depth);
            weights[i] = group.Weights[(n * group.Depth) + (k % channels * area) + (k / channels)];
        }

        return group with
        {
            Weights = weights,
            Integers = group.Integers?.ReorderInputs(k => (k % channels * area) + (k / channels)),
        };
    }
}
