using QMlp.ModelFormat;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Divides the channels of token-mixing layers into groups, as multiple token-mixing MLPs have them: the network computes the same, but
/// each group's input gets a quantizer of its own, so that channels of large values take the steps from their own group alone. Groups whose
/// weights round alike share them in the file.
/// </summary>
static class TokenGroups
{
    /// <param name="count">Number of groups; layers whose channels do not divide into as many stay whole.</param>
    public static TransformedGraph Apply(FloatGraph graph, int count)
    {
        var layers = count == 1 || graph.IsQuantized ? [] : graph.Nodes.Where(node => CanSplit(node, count));
        return TransformedGraph.Of(graph, [.. layers.Select(layer => new GroupedColumns(layer.Name, count))]);
    }

    /// <exception cref="UserError">The network has no such layer.</exception>
    public static FloatGraph Replay(FloatGraph graph, GroupedColumns done)
    {
        var node = graph.Nodes.FirstOrDefault(node => node.Name == done.Target && CanSplit(node, done.Count))
            ?? throw TransformedGraph.Misfit(graph, done, $"it has no token-mixing layer of this name with channels that divide into {done.Count} groups");
        return graph with { Nodes = [.. graph.Nodes.Select(other => other == node ? Split((LinearNode)node, done.Count) : other)] };
    }

    private static bool CanSplit(Node node, int count) =>
        count > 1 && node is LinearNode { Groups.Count: 1 } linear && linear.Axis == linear.Input.Shape.Rank - 2 && linear.Input.Shape[^1] % count == 0;

    private static LinearNode Split(LinearNode linear, int count)
    {
        var whole = linear.Groups[0];
        var columns = linear.Input.Shape[^1] / count;
        return linear with
        {
            Groups = [.. Enumerable.Range(0, count).Select(g => whole with
            {
                Columns = columns,
                ColumnScale = whole.ColumnScale?[(g * columns)..((g + 1) * columns)],
            })],
        };
    }
}
