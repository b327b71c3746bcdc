namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Arithmetic around means along one axis that computes what layer normalization over that axis does, whatever operators spell it. Along an axis that is
/// not the last one, the axis is brought last and back.
/// </summary>
static class RecognizeNormalization
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, graph));

    private static bool Rewrite(Node node, GraphRewriter rewriter, FloatGraph graph)
    {
        // A node with one input adds gain or shift to what is recognized without it; it is folded in later.
        if (node.Inputs.Distinct().Count() != 2)
        {
            return false;
        }

        foreach (var region in Region.EndingWith(node, rewriter, IsInside, graph.Position))
        {
            if (MeanAxis(region) is { } axis && region.Input.Shape.Equals(node.Output.Shape)
                && NormalizationSolver.Solve(region, axis) is var (gain, shift, epsilon))
            {
                Emit(new LayerNormNode(Patterns.Module(node.Name), region.Input, gain, shift, epsilon, node.Output), axis, rewriter);
                return true;
            }
        }

        return false;
    }

    private static void Emit(LayerNormNode norm, int axis, GraphRewriter rewriter)
    {
        var shape = norm.Output.Shape;
        if (axis == shape.Rank - 1)
        {
            rewriter.Emit(norm);
            return;
        }

        int[] permutation = [.. Enumerable.Range(0, shape.Rank).Where(other => other != axis), axis];
        Value Turned(string what, Value value) => new($"{norm.Output.Name}:{what}", shape.Permute(permutation), value.Origin?.Transposed(permutation));
        var (turned, normalized) = (Turned("turned", norm.Input), Turned("normalized", norm.Output));
        rewriter.Emit(new TransposeNode(norm.Name + ".turn", norm.Input, permutation, turned));
        rewriter.Emit(norm with { Input = turned, Output = normalized });
        rewriter.Emit(new TransposeNode(norm.Name + ".back", normalized, Permutations.Inverse(permutation), norm.Output));
    }

    private static bool IsInside(Node node) => node switch
    {
        PrimitiveNode or AddNode or MultiplyNode or AxisAffineNode or ReshapeNode or MeanNode => true,
        ActivationNode activation => activation.Functions is [not (RoundingFunction or TabulatedFunction)],
        _ => false,
    };

    /// <summary>The one axis of the region's input along which it takes two means or more; null where it does not.</summary>
    private static int? MeanAxis(Region region)
    {
        var means = region.Nodes.OfType<MeanNode>().ToList();
        return means.Count >= 2 && means.TrueForAll(mean => mean.Axis == means[0].Axis && mean.Input.Shape.Equals(region.Input.Shape)) ? means[0].Axis : null;
    }
}
