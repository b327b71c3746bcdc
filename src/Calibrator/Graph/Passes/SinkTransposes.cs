namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Moves transposes towards the output until they meet their inverse: an operator on a transposed value becomes the operator on the value itself,
/// along another axis. A linear layer between two transposes thereby mixes tokens in place.
/// </summary>
static class SinkTransposes
{
    public static FloatGraph Run(FloatGraph graph)
    {
        var pending = new Dictionary<Value, Transposed>();
        return GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, pending), (output, rewriter) => Write(output, rewriter, pending));
    }

    private static bool Rewrite(Node node, GraphRewriter graph, Dictionary<Value, Transposed> pending)
    {
        if (node is TransposeNode transpose)
        {
            var source = pending.TryGetValue(transpose.Input, out var earlier) ? earlier.Base : transpose.Input;
            var permutation = earlier is null ? [.. transpose.Permutation] : Permutations.Compose(earlier.Permutation, transpose.Permutation);
            if (Permutations.IsIdentity(permutation))
            {
                graph.Alias(node.Output, source);
            }
            else
            {
                pending[node.Output] = new Transposed(source, permutation);
            }

            return true;
        }

        if (node.Inputs.Any(pending.ContainsKey) && TransposedOperator.Before(node, pending) is var (moved, after))
        {
            graph.Emit(moved);
            if (Permutations.IsIdentity(after))
            {
                graph.Alias(node.Output, moved.Output);
            }
            else
            {
                pending[node.Output] = new Transposed(moved.Output, after);
            }

            return true;
        }

        foreach (var input in node.Inputs)
        {
            Write(input, graph, pending);
        }

        return false;
    }

    private static void Write(Value value, GraphRewriter graph, Dictionary<Value, Transposed> pending)
    {
        if (pending.TryGetValue(value, out var transposed) && graph.Maker(value) is null)
        {
            graph.Emit(new TransposeNode($"{value.Name}.transpose", transposed.Base, transposed.Permutation, value));
        }
    }
}

/// <summary>A value that is Transpose(Base, Permutation) and not written until somebody needs it.</summary>
sealed record Transposed(Value Base, int[] Permutation);
