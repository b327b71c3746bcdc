namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Bounded activations in other spellings: min(x, c), max(x, c), where(x &lt; c, x, c) and the like; and clips of clips, as PACT's
/// min(relu(x), alpha), become one <see cref="ClipFunction"/>.
/// </summary>
static class RecognizeBounds
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (AsClip(node, graph) is not var (input, clip))
        {
            return false;
        }

        if (graph.OnlyFeeding<ActivationNode>(input) is { Functions: [ClipFunction inner] } before)
        {
            input = before.Input;
            clip = new ClipFunction((float)clip.Apply(inner.Low), (float)clip.Apply(inner.High));
        }

        graph.Emit(new ActivationNode(Patterns.Module(node.Name), input, [clip], node.Output));
        return true;
    }

    private static (Value Input, ClipFunction Clip)? AsClip(Node node, GraphRewriter graph)
    {
        if (node is ActivationNode { Functions: [ClipFunction clip] } activation)
        {
            return (activation.Input, clip);
        }

        if (Patterns.IsScalar(node, Primitive.Minimum, out var x, out var c))
        {
            return (x, new ClipFunction(float.NegativeInfinity, c));
        }

        if (Patterns.IsScalar(node, Primitive.Maximum, out x, out c))
        {
            return (x, new ClipFunction(c, float.PositiveInfinity));
        }

        return node is PrimitiveNode { Operation: Primitive.Select } select ? FromSelect(select, graph) : null;
    }

    /// <summary>where(condition, a, b) of x and c, the condition comparing the same two.</summary>
    private static (Value Input, ClipFunction Clip)? FromSelect(PrimitiveNode select, GraphRewriter graph)
    {
        if (select.Operands[0].Value is not { } conditionValue || graph.Maker(conditionValue) is not PrimitiveNode condition
            || condition.Operation is not (Primitive.Less or Primitive.LessOrEqual or Primitive.Greater or Primitive.GreaterOrEqual))
        {
            return null;
        }

        var takesXIfTrue = select.Operands[1].Value is not null;
        var (x, constant) = takesXIfTrue ? (select.Operands[1].Value, select.Operands[2].Constant) : (select.Operands[2].Value, select.Operands[1].Constant);
        var comparesXFirst = condition.Operands[0].Value is not null;
        var (compared, against) = comparesXFirst ? (condition.Operands[0].Value, condition.Operands[1].Constant) : (condition.Operands[1].Value, condition.Operands[0].Constant);
        if (x is null || constant?.Uniform is not { } c || compared != x || against?.Uniform != c || !x.Shape.Equals(select.Output.Shape))
        {
            return null;
        }

        var isTrueForSmallX = comparesXFirst
            ? condition.Operation is Primitive.Less or Primitive.LessOrEqual
            : condition.Operation is Primitive.Greater or Primitive.GreaterOrEqual;
        return (x, takesXIfTrue == isTrueForSmallX ? new ClipFunction(float.NegativeInfinity, c) : new ClipFunction(c, float.PositiveInfinity));
    }
}
