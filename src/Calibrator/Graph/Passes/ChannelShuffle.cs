namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// The same channels in another order, spelled as a reshape that splits the last axis, a transpose of the parts and a reshape that merges them:
/// channel i of the output is channel <paramref name="Order"/>[i] of the input.
/// </summary>
/// <param name="Nodes">The three nodes, first to last.</param>
sealed record ChannelShuffle(Value Input, Value Output, int[] Order, IReadOnlyList<Node> Nodes)
{
    public static IEnumerable<ChannelShuffle> Find(FloatGraph graph) =>
        graph.Nodes.OfType<ReshapeNode>().Select(split => Of(graph, split)).OfType<ChannelShuffle>();

    private static ChannelShuffle? Of(FloatGraph graph, ReshapeNode split)
    {
        if (graph.OnlyReader(split.Output) is not TransposeNode transpose
            || graph.OnlyReader(transpose.Output) is not ReshapeNode merge
            || !merge.Output.Shape.Equals(split.Input.Shape)
            || split.Input.Shape.Rank == 0)
        {
            return null;
        }

        var leading = split.Input.Shape.Rank - 1;
        var isOfChannels = split.Output.Shape.Rank > leading
            && split.Output.Shape.Dims[..leading].SequenceEqual(split.Input.Shape.Dims[..leading])
            && Permutations.IsIdentity([.. transpose.Permutation.Take(leading)]);
        if (!isOfChannels)
        {
            return null;
        }

        var parts = new Shape([.. split.Output.Shape.Dims[leading..]]);
        var order = new int[parts.Length];
        ElementMap.Identity(parts.Length)
            .Transposed(parts, [.. transpose.Permutation.Skip(leading).Select(axis => axis - leading)])
            .Gather([.. Enumerable.Range(0, parts.Length)], order.AsSpan());
        return new ChannelShuffle(split.Input, merge.Output, order, [split, transpose, merge]);
    }
}
