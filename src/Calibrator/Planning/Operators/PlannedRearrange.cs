using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>The same elements elsewhere: reshapes, transposes, slices, and images cut into patches.</summary>
/// <param name="Ranges">Whether ranges of channels stay ranges of channels.</param>
sealed record PlannedRearrange(string Name, Value Input, IndexMap Map, ChannelRanges Ranges, Value Output) : PlannedStep(Name, Output)
{
    public override IReadOnlyList<Reading> Reads => [new(Input, Storage.AsResult, Ranges)];

    public override IndexMap? Moves => Map;

    public static PlannedRearrange Of(ReshapeNode node)
    {
        var keepsChannels = node.Input.Shape[^1] == node.Output.Shape[^1];
        return new(node.Name, node.Input, IndexMap.Identity(Sample(node)), keepsChannels ? ChannelRanges.Any : ChannelRanges.One, node.Output);
    }

    public static PlannedRearrange Of(TransposeNode node)
    {
        if (node.Permutation[0] != 0)
        {
            throw PlanErrors.Refuse(node, "it moves the batch axis, which quantized networks do not have");
        }

        int[] permutation = [.. node.Permutation.Skip(1).Select(axis => axis - 1)];
        return new(node.Name, node.Input, IndexMap.Permute(Sample(node), permutation), ChannelRanges.One, node.Output);
    }

    public static PlannedRearrange Of(SliceNode node) => new(
        node.Name, node.Input, IndexMap.Slice(Sample(node), PlanErrors.SampleAxis(node, node.Axis), node.Start, node.Length), ChannelRanges.One, node.Output);

    public static PlannedRearrange Of(PatchesNode node) => new(
        node.Name, node.Input, IndexMap.Patches(Sample(node), node.PatchHeight, node.PatchWidth), ChannelRanges.One, node.Output);

    public override bool TakePixels(PixelFolding pixels, PlacedStep placed)
    {
        pixels.Move(placed, Map);
        return true;
    }

    /// <summary>New element k = (row * width + column) * channels + channel of a patch is old element (channel * height + row) * width + column.</summary>
    public override ReorderedPatches? CutChannelsLast()
    {
        if (!Map.IsPatches)
        {
            return null;
        }

        var (channels, area) = (Map.Loops[2].Extent, Map.Loops[3].Extent * Map.Loops[4].Extent);
        return new ReorderedPatches(this with { Map = Map.ChannelLast() }, k => (k % channels * area) + (k / channels));
    }

    public override Step Make(StepNumbers numbers)
    {
        var (dims, strides, offset) = Map.InMemory(numbers.InputStrides);
        return new RearrangeStep(Name, numbers.Input.Name, numbers.Output.Name, dims.ToEquatableArray(), strides.ToEquatableArray(), offset);
    }

    private static Shape Sample(Node node) => PlanErrors.SampleShape(node, node.Inputs[0]);
}
