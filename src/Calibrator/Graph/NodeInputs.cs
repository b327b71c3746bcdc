namespace QMlp.Calibrator.Graph;

static class NodeInputs
{
    /// <summary>The same node reading other values.</summary>
    public static Node WithInputs(this Node node, Func<Value, Value> map) => node switch
    {
        LinearNode n => n with { Input = map(n.Input) },
        LayerNormNode n => n with { Input = map(n.Input) },
        AffineNode n => n with { Input = map(n.Input) },
        AxisAffineNode n => n with { Input = map(n.Input) },
        ActivationNode n => n with { Input = map(n.Input) },
        AddNode n => n with { Left = map(n.Left), Right = map(n.Right) },
        MultiplyNode n => n with { Left = map(n.Left), Right = map(n.Right) },
        MeanNode n => n with { Input = map(n.Input) },
        ReshapeNode n => n with { Input = map(n.Input) },
        TransposeNode n => n with { Input = map(n.Input) },
        SliceNode n => n with { Input = map(n.Input) },
        ConcatNode n => n with { Parts = [.. n.Parts.Select(map)] },
        ConvNode n => n with { Input = map(n.Input) },
        PatchesNode n => n with { Input = map(n.Input) },
        SoftmaxNode n => n with { Input = map(n.Input) },
        PrimitiveNode n => n with
        {
            Operands = [.. n.Operands.Select(operand => operand.Value is { } value ? new Operand(map(value), null) : operand)],
        },
        _ => throw new InvalidOperationException($"{node.GetType().Name} is missing in {nameof(NodeInputs)}"),
    };
}
