namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Moves reshapes towards the output, past operators that act on the last axis or on each element, so that a reshape to a matrix and the one
/// back (as exporters put around a Gemm) meet and cancel.
/// </summary>
static class SinkReshapes
{
    public static FloatGraph Run(FloatGraph graph)
    {
        // Each value that is a reshape of another one, which is not written until somebody needs it.
        var pending = new Dictionary<Value, Value>();
        return GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, pending), (output, rewriter) => Write(output, rewriter, pending));
    }

    private static bool Rewrite(Node node, GraphRewriter graph, Dictionary<Value, Value> pending)
    {
        if (node is ReshapeNode reshape)
        {
            var source = pending.GetValueOrDefault(reshape.Input, reshape.Input);
            if (source.Shape.Equals(node.Output.Shape))
            {
                graph.Alias(node.Output, source);
            }
            else
            {
                pending[node.Output] = source;
            }

            return true;
        }

        if (node.Inputs.Any(pending.ContainsKey) && OnSources(node, pending) is { } moved)
        {
            graph.Emit(moved);
            pending[node.Output] = moved.Output;
            return true;
        }

        foreach (var input in node.Inputs)
        {
            Write(input, graph, pending);
        }

        return false;
    }

    /// <summary>The node on its inputs before they were reshaped, or null where it depends on their shape.</summary>
    private static Node? OnSources(Node node, Dictionary<Value, Value> pending)
    {
        if (!pending.TryGetValue(node.Inputs[0], out var source) || source.Shape.Rank == 0 || node.Output.Shape.Rank == 0)
        {
            return null;
        }

        var last = source.Shape.Rank - 1;
        var keepsLast = source.Shape[^1] == node.Inputs[0].Shape[^1];
        var output = Like(node.Output, source.Shape.With(last, node.Output.Shape[^1]));
        return node switch
        {
            LinearNode n when keepsLast && n.Axis == n.Input.Shape.Rank - 1 => n with { Input = source, Axis = last, Output = output },
            LayerNormNode n when keepsLast => n with { Input = source, Output = output },
            ActivationNode { Functions.Count: 1 } n => n with { Input = source, Output = Like(node.Output, source.Shape) },
            AxisAffineNode n when n.IsUniform => n with
            {
                Input = source,
                Axis = last,
                Scale = [.. Enumerable.Repeat(n.Scale[0], source.Shape[^1])],
                Shift = [.. Enumerable.Repeat(n.Shift[0], source.Shape[^1])],
                Output = Like(node.Output, source.Shape),
            },
            AxisAffineNode n when keepsLast && n.Axis == n.Output.Shape.Rank - 1 => n with { Input = source, Axis = last, Output = output },
            AddNode n when SameShape(n.Right, source, pending) is { } right => n with { Left = source, Right = right, Output = Like(node.Output, source.Shape) },
            MultiplyNode n when SameShape(n.Right, source, pending) is { } right => n with { Left = source, Right = right, Output = Like(node.Output, source.Shape) },
            _ => null,
        };
    }

    private static Value? SameShape(Value value, Value source, Dictionary<Value, Value> pending) =>
        pending.TryGetValue(value, out var other) && other.Shape.Equals(source.Shape) ? other : null;

    private static Value Like(Value value, Shape shape) => new(value.Name, shape, value.Origin?.Reshaped(shape));

    private static void Write(Value value, GraphRewriter graph, Dictionary<Value, Value> pending)
    {
        if (pending.TryGetValue(value, out var source) && graph.Maker(value) is null)
        {
            graph.Emit(new ReshapeNode($"{value.Name}.reshape", source, value));
        }
    }
}
