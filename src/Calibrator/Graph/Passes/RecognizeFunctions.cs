namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Arithmetic that computes an elementwise function of one activation, whatever operators spell it, becomes that function: a known one where the values are
/// the same, so that a clip stays a clip, and otherwise a <see cref="ComputedFunction"/>.
/// </summary>
static class RecognizeFunctions
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, graph));

    private static bool Rewrite(Node node, GraphRewriter rewriter, FloatGraph graph)
    {
        if (Region.EndingWith(node, rewriter, IsScalar, graph.Position).FirstOrDefault() is not { } region || node.Output.Shape.Rank == 0)
        {
            return false;
        }

        var before = rewriter.OnlyFeeding<ActivationNode>(region.Input) is { Functions: [ComputedFunction] } unnamed ? unnamed : null;
        if (before is not null && region.Nodes.Count == 1)
        {
            region = new Region(before.Input, [before, node]);
        }
        else if (region.Nodes.Count == 1 && IsCanonical(node))
        {
            return false;
        }

        Emit(node, region.Input, FunctionBuilder.Build(region), rewriter);
        return true;
    }

    private static void Emit(Node node, Value input, ComputedFunction function, GraphRewriter rewriter)
    {
        var name = Patterns.Module(node.Name);
        if (KnownFunctions.AsAffine(function) is not var (scale, shift))
        {
            rewriter.Emit(new ActivationNode(name, input, [KnownFunctions.Find(function) ?? function], node.Output));
        }
        else if ((scale, shift) is (1, 0))
        {
            rewriter.Alias(node.Output, input);
        }
        else
        {
            var channels = node.Output.Shape[^1];
            float[] Fill(float value) => [.. Enumerable.Repeat(value, channels)];
            rewriter.Emit(new AxisAffineNode(name, input, node.Output.Shape.Rank - 1, Fill(scale), Fill(shift), node.Output));
        }
    }

    /// <summary>Whether each element of the output is the same function of the elements of the inputs at its place.</summary>
    private static bool IsScalar(Node node) => node switch
    {
        AddNode or MultiplyNode => true,
        ActivationNode { Functions: [not (RoundingFunction or TabulatedFunction)] } => true,
        PrimitiveNode primitive => primitive.Operands.All(operand =>
            operand.Value is { } value ? value.Shape.Equals(node.Output.Shape) : operand.Constant!.Uniform is not null),
        _ => false,
    };

    /// <summary>Whether the node by itself is what later stages know: a function, a sum, or arithmetic with a number, which becomes part of a layer.</summary>
    private static bool IsCanonical(Node node) =>
        node is ActivationNode or AddNode or PrimitiveNode { Operation: Primitive.Negate }
        || node is PrimitiveNode { Operation: Primitive.Subtract, Operands: [{ Value: null }, _] }
        || Patterns.ScalarAffine(node) is not null;
}
