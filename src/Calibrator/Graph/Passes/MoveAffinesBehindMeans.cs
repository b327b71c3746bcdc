namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// mean over tokens of (x * scale[c] + shift[c]) = scale[c] * mean(x) + shift[c]: the affine map that ends a ResMLP acts on one row instead of all.
/// </summary>
static class MoveAffinesBehindMeans
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not MeanNode mean || graph.OnlyFeeding<AxisAffineNode>(mean.Input) is not { } affine || mean.Output.Shape.Rank == 0)
        {
            return false;
        }

        var axis = affine.IsUniform ? mean.Output.Shape.Rank - 1 : affine.Axis;
        if (!affine.IsUniform && affine.Axis == mean.Axis)
        {
            return false;
        }

        if (!affine.IsUniform && !mean.KeepAxis && axis > mean.Axis)
        {
            axis--;
        }

        var extent = mean.Output.Shape[axis];
        var (scale, shift) = affine.IsUniform
            ? (Enumerable.Repeat(affine.Scale[0], extent).ToArray(), Enumerable.Repeat(affine.Shift[0], extent).ToArray())
            : (affine.Scale, affine.Shift);
        var plain = new Value($"{mean.Output.Name}:mean", mean.Output.Shape, null);
        graph.Emit(mean with { Input = affine.Input, Output = plain });
        graph.Emit(new AxisAffineNode(affine.Name, plain, axis, scale, shift, mean.Output));
        return true;
    }
}
