namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Takes channel shuffles out of the network. A residual stream whose channels are shuffled in front of a product and back behind it gets its channels in the
/// shuffled order once and for all: the rows of what makes the stream, the parameters of norms and affine maps on it, and the columns of all products that read
/// it are reordered, at no cost when the network runs. Where two shuffles ask for different orders of one stream, both stay.
/// </summary>
static class RelabelChannels
{
    public static FloatGraph Run(FloatGraph graph)
    {
        var shuffles = ChannelShuffle.Find(graph).ToList();
        if (shuffles.Count == 0)
        {
            return graph;
        }

        var orders = new ChannelOrders(graph, shuffles);
        var removed = shuffles.Where(orders.Removes).ToList();
        var inputs = removed.ToDictionary(shuffle => shuffle.Output, shuffle => shuffle.Input);
        var relabeled = new Dictionary<Value, Value>();
        return graph with
        {
            Nodes = [.. graph.Nodes.Except(removed.SelectMany(shuffle => shuffle.Nodes)).Select(Relabel)],
            Output = Relabeled(graph.Output),
        };

        Node Relabel(Node node) =>
            Reorder(node, node.Inputs is [var input] ? orders.Of(input) : null, orders.Of(node.Output)).WithInputs(Relabeled) with
            {
                Output = Relabeled(node.Output),
            };

        Value Relabeled(Value value)
        {
            while (inputs.TryGetValue(value, out var before))
            {
                value = before;
            }

            if (orders.Of(value) is not { } order)
            {
                return value;
            }

            return relabeled.TryGetValue(value, out var known)
                ? known
                : relabeled[value] = new Value(value.Name, value.Shape, value.Origin?.Selected(value.Shape.Rank - 1, order));
        }
    }

    /// <summary>The node with its parameters in the orders of its input's and its output's channels; null: as they are.</summary>
    private static Node Reorder(Node node, int[]? input, int[]? output) => node switch
    {
        LinearNode n when n.Axis == n.Input.Shape.Rank - 1 => n with { Groups = [.. n.Groups.Select(group => Rows(Inputs(group, input), output))] },
        LinearNode n => n with { Groups = [.. n.Groups.Select(group => Columns(group, output))] },
        LayerNormNode n => n with { Gain = Select(n.Gain, output), Shift = Select(n.Shift, output) },
        AxisAffineNode n when n.Axis == n.Output.Shape.Rank - 1 => n with { Scale = Select(n.Scale, output), Shift = Select(n.Shift, output) },
        _ => node,
    };

    private static LinearWeights Rows(LinearWeights group, int[]? order) => order is null
        ? group
        : group with
        {
            Weights = [.. order.SelectMany(n => group.Weights[(n * group.Depth)..((n + 1) * group.Depth)])],
            Bias = Select(group.Bias, order),
            Integers = group.Integers is { } integers
                ? integers with
                {
                    Values = [.. order.SelectMany(n => integers.Values[(n * group.Depth)..((n + 1) * group.Depth)])],
                    Scales = Select(integers.Scales, order),
                }
                : null,
        };

    private static LinearWeights Columns(LinearWeights group, int[]? order) =>
        group.ColumnScale is { } scale ? group with { ColumnScale = Select(scale, order) } : group;

    private static LinearWeights Inputs(LinearWeights group, int[]? order) => order is null
        ? group
        : group with
        {
            Weights = [.. Enumerable.Range(0, group.Rows).SelectMany(n => order.Select(k => group.Weights[(n * group.Depth) + k]))],
            Integers = group.Integers?.ReorderInputs(k => order[k]),
        };

    private static float[] Select(float[] values, int[]? order) => order is null ? values : [.. order.Select(index => values[index])];
}
