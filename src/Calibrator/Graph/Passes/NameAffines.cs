namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Sums and products with a constant that varies along at most one axis become <see cref="AxisAffineNode"/>.</summary>
static class NameAffines
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not PrimitiveNode primitive || primitive.Inputs.Count != 1
            || !primitive.Inputs[0].Shape.Equals(node.Output.Shape) || node.Output.Shape.Rank == 0)
        {
            return false;
        }

        var input = primitive.Inputs[0];
        var constant = primitive.Operands.Count == 2 ? primitive.Operands[0].Constant ?? primitive.Operands[1].Constant : null;
        if (primitive.Operands.Count > 2 || VaryingAxis(constant, input.Shape) is not { } axis)
        {
            return false;
        }

        var extent = input.Shape[axis];
        var c = constant is null ? [] : constant.Elements.Length == extent ? constant.Elements : [.. Enumerable.Repeat(constant.Elements[0], extent)];
        var isConstantFirst = primitive.Operands[0].Value is null;
        (float[] Scale, float[] Shift)? map = primitive.Operation switch
        {
            Primitive.Add => (Fill(extent, 1), c),
            Primitive.Subtract when isConstantFirst => (Fill(extent, -1), c),
            Primitive.Subtract => (Fill(extent, 1), [.. c.Select(value => -value)]),
            Primitive.Multiply => (c, Fill(extent, 0)),
            Primitive.Divide when !isConstantFirst => ([.. c.Select(value => 1 / value)], Fill(extent, 0)),
            Primitive.Negate => (Fill(extent, -1), Fill(extent, 0)),
            _ => null,
        };
        if (map is not var (scale, shift))
        {
            return false;
        }

        graph.Emit(new AxisAffineNode(node.Name, input, axis, scale, shift, node.Output));
        return true;
    }

    /// <summary>The one axis of the result that the constant varies along; the last one for a single number; null where there are several.</summary>
    private static int? VaryingAxis(Constant? constant, Shape result)
    {
        if (constant is null || constant.Uniform is not null)
        {
            return result.Rank - 1;
        }

        var varying = Enumerable.Range(0, constant.Shape.Rank).Where(axis => constant.Shape[axis] != 1).ToList();
        return varying.Count == 1 ? varying[0] + result.Rank - constant.Shape.Rank : null;
    }

    private static float[] Fill(int count, float value) => [.. Enumerable.Repeat(value, count)];
}
