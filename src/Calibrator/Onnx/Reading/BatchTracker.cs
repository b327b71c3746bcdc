using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// A model may insist on a batch of several samples. It is read as one sample all the same, which is right only if no operator mixes samples:
/// this class follows the axis that holds them (as its outermost factor, should a reshape have merged it with others) and refuses what would.
/// </summary>
sealed class BatchTracker(int samples)
{
    private readonly Dictionary<Value, int> _axes = [];

    public int Samples => samples;

    public int AxisOf(Value value) => _axes.GetValueOrDefault(value);

    public void Start(Value input) => _axes[input] = 0;

    public void Follow(Node node, OperatorCall call)
    {
        if (samples == 1 || node.Inputs.Count == 0)
        {
            return;
        }

        var axis = AxisOf(node.Inputs[0]);
        _axes[node.Output] = AxisAfter(node, axis)
            ?? throw call.Refuse(
                $"mixes the samples of the model's fixed batch of {samples}, or may do so", "export the model with a batch of 1 or a free one");
    }

    /// <summary>The batch axis of the output, or null where the samples may not stay apart.</summary>
    private int? AxisAfter(Node node, int axis) => node switch
    {
        TransposeNode n => n.Permutation.ToList().IndexOf(axis),
        ReshapeNode n => SamePrefix(n.Input.Shape, n.Output.Shape, axis) ? axis : null,
        LinearNode n => n.Axis == axis ? null : axis,
        LayerNormNode n => n.Input.Shape.Rank - 1 == axis ? null : axis,
        SoftmaxNode n => n.Axis == axis ? null : axis,
        AxisAffineNode n => n.Axis == axis && !n.IsUniform ? null : axis,
        MeanNode n => n.Axis == axis ? null : n.KeepAxis || n.Axis > axis ? axis : axis - 1,
        SliceNode n => n.Axis == axis ? null : axis,
        ConcatNode n => n.Axis == axis || n.Parts.Any(part => AxisOf(part) != axis) ? null : axis,
        ConvNode or PatchesNode => axis == 0 ? 0 : null,
        PrimitiveNode n => AfterBroadcast(n, axis),
        AddNode or MultiplyNode => node.Inputs.All(input => AxisOf(input) == axis) ? axis : null,
        ActivationNode => axis,
        _ => null,
    };

    private static bool SamePrefix(Shape before, Shape after, int axis) =>
        axis < after.Rank && before.Dims[..axis].SequenceEqual(after.Dims[..axis]);

    private int? AfterBroadcast(PrimitiveNode node, int axis)
    {
        var result = axis + node.Output.Shape.Rank - node.Inputs[0].Shape.Rank;
        foreach (var operand in node.Operands)
        {
            var own = result - (node.Output.Shape.Rank - operand.Shape.Rank);
            if (operand.Value is { } value ? own < 0
                || AxisOf(value) != own
                || operand.Shape[own] != node.Output.Shape[result] : own >= 0
                && operand.Shape[own] != 1)
            {
                return null;
            }
        }

        return result;
    }
}
