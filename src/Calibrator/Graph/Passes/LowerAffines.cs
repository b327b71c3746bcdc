namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Affine maps become <see cref="AffineNode"/>, which acts along the last axis; where theirs is another one, it is brought last and back.</summary>
static class LowerAffines
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not AxisAffineNode affine)
        {
            return false;
        }

        var shape = affine.Output.Shape;
        if (affine.Along(shape.Rank - 1) is var (scale, shift))
        {
            graph.Emit(new AffineNode(affine.Name, affine.Input, scale, shift, affine.Output));
            return true;
        }

        int[] permutation = [.. Enumerable.Range(0, shape.Rank).Where(axis => axis != affine.Axis), affine.Axis];
        var inverse = Permutations.Inverse(permutation);
        var turned = new Value($"{affine.Output.Name}:turned", shape.Permute(permutation), affine.Input.Origin?.Transposed(permutation));
        var scaled = new Value($"{affine.Output.Name}:last", turned.Shape, affine.Output.Origin?.Transposed(permutation));
        graph.Emit(new TransposeNode(affine.Name + ".turn", affine.Input, permutation, turned));
        graph.Emit(new AffineNode(affine.Name, turned, affine.Scale, affine.Shift, scaled));
        graph.Emit(new TransposeNode(affine.Name + ".back", scaled, inverse, affine.Output));
        return true;
    }
}
