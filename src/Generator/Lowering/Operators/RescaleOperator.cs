using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A per-channel affine map, writing the layout that the next product reads.</summary>
sealed class RescaleOperator : LoweringOperator<RescaleStep>
{
    protected override bool Applies(RescaleStep step, TensorTable tensors) => tensors[step.Output].HasOneRange();

    protected override bool CanWrite(RescaleStep step, TensorLayout layout, TensorTable tensors) => tensors[step.Output].CanBeWrittenByRows(layout);

    protected override PlanStep Lower(RescaleStep step, Slot output, LoweringContext context)
    {
        var tensor = context.Tensors[step.Output];
        return new Rescale(
            step.Name, context.Method, context.Input, output, tensor.Rows(), tensor.Columns(), step.Gain, step.Offset, tensor.Bounds());
    }
}
