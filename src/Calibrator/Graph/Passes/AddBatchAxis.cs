namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Networks for one sample may drop the batch axis by a reshape at the start (ours do, when exported as ONNX): it is put back in front of every
/// value that lacks it.
/// </summary>
static class AddBatchAxis
{
    public static FloatGraph Run(FloatGraph graph)
    {
        var lacking = new Dictionary<Value, Value>();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            var count = node.Inputs.Count(lacking.ContainsKey);
            if (count != 0 && count != node.Inputs.Count)
            {
                return graph;
            }

            // Only a reshape adds or drops the axis; every other operator leaves it as it was.
            var lacks = node is ReshapeNode ? node.Output.Shape.Rank == 0 || node.Output.Shape[0] != 1 : count > 0;
            if (lacks && node.Output != graph.Output)
            {
                lacking[node.Output] = WithAxis(node.Output);
            }
            else if (count > 0 && node is not ReshapeNode)
            {
                return graph;
            }

            nodes.Add(count == 0 && !lacks ? node : Shifted(node, value => lacking.GetValueOrDefault(value, value)));
        }

        return lacking.Count == 0 ? graph : graph with { Nodes = nodes };
    }

    private static Value WithAxis(Value value)
    {
        var shape = new Shape([1, .. value.Shape.Dims]);
        return new Value(value.Name, shape, value.Origin?.Reshaped(shape));
    }

    /// <summary>The node between values with one axis more in front.</summary>
    private static Node Shifted(Node node, Func<Value, Value> map)
    {
        var shifted = node.WithInputs(map) with { Output = map(node.Output) };
        return shifted switch
        {
            LinearNode n => n with { Axis = n.Axis + 1 },
            MeanNode n => n with { Axis = n.Axis + 1 },
            SliceNode n => n with { Axis = n.Axis + 1 },
            ConcatNode n => n with { Axis = n.Axis + 1 },
            SoftmaxNode n => n with { Axis = n.Axis + 1 },
            TransposeNode n => n with { Permutation = [0, .. n.Permutation.Select(axis => axis + 1)] },
            _ => shifted,
        };
    }
}
