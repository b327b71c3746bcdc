namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Layer normalization in pieces, as exporters write it before opset 17: d = x - mean(x), d / sqrt(mean(d^2) + epsilon), both means over the last axis.
/// Gain and shift follow as multiplication and addition and are folded in later.
/// </summary>
static class RecognizeLayerNorm
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (Parts(node, graph) is not var (centered, radicand) || Patterns.ScalarAffine(graph.Maker(radicand)) is not (var variance, 1, var epsilon))
        {
            return false;
        }

        if (Centered(graph, centered) is not { } x
            || graph.Maker(variance) is not MeanNode { KeepAxis: true } mean || mean.Axis != x.Shape.Rank - 1
            || Squared(graph, mean.Input) is not { } root || (root != centered && Centered(graph, root) != x))
        {
            return false;
        }

        var channels = x.Shape[^1];
        var gain = Enumerable.Repeat(1f, channels).ToArray();
        graph.Emit(new LayerNormNode(Patterns.Module(node.Name), x, gain, new float[channels], (float)epsilon, node.Output));
        return true;
    }

    /// <summary>node = a / sqrt(b), in its several spellings: a and b.</summary>
    private static (Value Centered, Value Radicand)? Parts(Node node, GraphRewriter graph)
    {
        if (node is not PrimitiveNode { Operands: [{ Value: { } left }, { Value: { } right }] } primitive)
        {
            return null;
        }

        if (primitive.Operation == Primitive.Divide)
        {
            return Root(graph, right) is { } radicand ? (left, radicand) : null;
        }

        if (primitive.Operation != Primitive.Multiply)
        {
            return null;
        }

        return InverseRoot(graph, right) is { } r ? (left, r) : InverseRoot(graph, left) is { } l ? (right, l) : null;
    }

    private static Value? Root(GraphRewriter graph, Value value) => graph.Maker(value) switch
    {
        PrimitiveNode { Operation: Primitive.Sqrt } sqrt => sqrt.Operands[0].Value,
        var node when Patterns.IsScalar(node, Primitive.Power, out var x, out var exponent) && exponent == 0.5f => x,
        _ => null,
    };

    private static Value? InverseRoot(GraphRewriter graph, Value value) => graph.Maker(value) switch
    {
        PrimitiveNode { Operation: Primitive.Reciprocal } reciprocal => Root(graph, reciprocal.Operands[0].Value!),
        PrimitiveNode { Operation: Primitive.Divide, Operands: [{ Constant.Uniform: 1f }, { Value: { } divisor }] } => Root(graph, divisor),
        var node when Patterns.IsScalar(node, Primitive.Power, out var x, out var exponent) && exponent == -0.5f => x,
        _ => null,
    };

    /// <summary>x, if the value is x - mean(x).</summary>
    private static Value? Centered(GraphRewriter graph, Value value) =>
        graph.Maker(value) is PrimitiveNode { Operation: Primitive.Subtract, Operands: [{ Value: { } x }, { Value: { } m }] }
        && graph.Maker(m) is MeanNode { KeepAxis: true } mean && mean.Input == x && mean.Axis == x.Shape.Rank - 1
            ? x
            : null;

    private static Value? Squared(GraphRewriter graph, Value value) => graph.Maker(value) switch
    {
        MultiplyNode product when product.Left == product.Right => product.Left,
        var node when Patterns.IsScalar(node, Primitive.Power, out var x, out var exponent) && exponent == 2 => x,
        _ => null,
    };
}
