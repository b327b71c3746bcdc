using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Mean over one axis, where all that follows the axis is the channels.</summary>
sealed class MeanOperator : LoweringOperator<MeanStep>
{
    protected override bool Applies(MeanStep step, TensorTable tensors) =>
        tensors[step.Output].HasOneRange() && step.Axis == tensors[step.Input].Shape.Count - 2;

    protected override PlanStep Lower(MeanStep step, Slot output, LoweringContext context)
    {
        var (outer, tokens, channels) = context.Tensors[step.Input].Around(step.Axis);
        return new Mean(
            step.Name, context.Method, context.Input, output, outer, tokens, channels, step.Gain, step.Offset, context.Tensors[step.Output].Bounds());
    }
}
