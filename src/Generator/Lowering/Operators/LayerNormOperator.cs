using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Layer normalization, writing the layout that the next product reads.</summary>
sealed class LayerNormOperator : LoweringOperator<LayerNormStep>
{
    protected override bool Applies(LayerNormStep step, TensorTable tensors) =>
        tensors[step.Input].Type == ElementType.S16 && tensors[step.Output].HasOneRange();

    protected override bool CanWrite(LayerNormStep step, TensorLayout layout, TensorTable tensors) => tensors[step.Output].CanBeWrittenByRows(layout);

    protected override PlanStep Lower(LayerNormStep step, Slot output, LoweringContext context)
    {
        var tensor = context.Tensors[step.Output];
        return new LayerNorm(
            step.Name, context.Method, context.Input, output, tensor.Rows(), tensor.Columns(), step.Epsilon, step.Gain, step.Offset, tensor.Bounds());
    }
}
