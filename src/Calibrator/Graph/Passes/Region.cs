namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Nodes through which all of a node's paths lead back to one value.</summary>
/// <param name="Nodes">In order of computation; the node itself comes last.</param>
sealed record Region(Value Input, IReadOnlyList<Node> Nodes)
{
    private const int MostNodes = 64;

    /// <summary>Every region that ends with a node, smallest first.</summary>
    /// <param name="isInside">Whether a node may be part of the region.</param>
    /// <param name="position">Where a value is made; values that are made later have larger numbers.</param>
    public static IEnumerable<Region> EndingWith(Node node, GraphRewriter graph, Func<Node, bool> isInside, Func<Value, int> position)
    {
        if (!isInside(node))
        {
            yield break;
        }

        // The node is a function of the frontier. No value of the frontier depends on a later one, so the latest can be replaced by what it is made of.
        var nodes = new List<Node> { node };
        var frontier = node.Inputs.ToHashSet();
        while (frontier.Count > 0)
        {
            if (frontier.Count == 1)
            {
                yield return new Region(frontier.Single(), [.. Enumerable.Reverse(nodes)]);
            }

            var latest = frontier.MaxBy(position)!;
            if (nodes.Count == MostNodes || graph.Maker(latest) is not { } maker || !isInside(maker))
            {
                yield break;
            }

            nodes.Add(maker);
            frontier.Remove(latest);
            frontier.UnionWith(maker.Inputs);
        }
    }
}
