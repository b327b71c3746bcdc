using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Elementwise product of two tensors, writing the layout that the next product reads.</summary>
sealed class MultiplyOperator : LoweringOperator<MultiplyStep>
{
    protected override bool CanWrite(MultiplyStep step, TensorLayout layout, TensorTable tensors) => tensors[step.Output].CanBeWrittenByRows(layout);

    protected override PlanStep Lower(MultiplyStep step, Slot output, LoweringContext context)
    {
        var (a, b, y) = (context.Tensors[step.Input], context.Tensors[step.Factor], context.Tensors[step.Output]);
        return new Multiply(
            step.Name, context.Method, context.Input, a.ZeroPoint(), context.Inputs[1], b.ZeroPoint(), step.Multiplier, output,
            y.Rows(), y.Columns(), y.ZeroPoint(), y.Bounds());
    }
}
