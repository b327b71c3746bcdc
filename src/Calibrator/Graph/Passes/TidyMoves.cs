namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Reshapes of reshapes and transposes of transposes become one, and those that change nothing disappear.</summary>
static class TidyMoves
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        switch (node)
        {
            case ReshapeNode reshape:
                var source = graph.Maker(reshape.Input) is ReshapeNode earlier ? earlier.Input : reshape.Input;
                if (source.Shape.Equals(reshape.Output.Shape))
                {
                    graph.Alias(reshape.Output, source);
                }
                else
                {
                    graph.Emit(reshape with { Input = source });
                }

                return true;
            case TransposeNode transpose:
                var first = graph.Maker(transpose.Input) as TransposeNode;
                var permutation = first is null ? transpose.Permutation : Permutations.Compose(first.Permutation, transpose.Permutation);
                var input = first?.Input ?? transpose.Input;
                if (Permutations.IsIdentity(permutation))
                {
                    graph.Alias(transpose.Output, input);
                }
                else
                {
                    graph.Emit(transpose with { Input = input, Permutation = permutation });
                }

                return true;
            default:
                return false;
        }
    }
}
