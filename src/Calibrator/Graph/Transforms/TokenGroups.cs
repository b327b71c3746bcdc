using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Divides the channels of token-mixing layers into groups, as multiple token-mixing MLPs have them: the network computes the same, but
/// each group's input gets a quantizer of its own, so that channels of large values take the steps from their own group alone. Groups whose
/// weights round alike share them in the file.
/// </summary>
static class TokenGroups
{
    /// <param name="count">Number of groups; layers whose channels do not divide into as many stay whole.</param>
    public static FloatGraph Apply(FloatGraph graph, int count) =>
        count == 1 || graph.IsQuantized ? graph : graph with { Nodes = [.. graph.Nodes.Select(node => Split(node, count))] };

    private static Node Split(Node node, int count)
    {
        if (node is not LinearNode { Groups: [var whole] } linear || linear.Axis != linear.Input.Shape.Rank - 2 || linear.Input.Shape[^1] % count != 0)
        {
            return node;
        }

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
