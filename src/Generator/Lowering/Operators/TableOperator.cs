using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A table for each range of columns that the input's quantizers divide it into.</summary>
sealed class TableOperator : LoweringOperator<TableStep>
{
    protected override bool Applies(TableStep step, TensorTable tensors) => step.Tables.Count == tensors[step.Input].Quantization.Count;

    protected override PlanStep Lower(TableStep step, Slot output, LoweringContext context)
    {
        var tensor = context.Tensors[step.Input];
        var ranges = step.Tables.Select((function, i) => new TableRange(tensor.Quantization[i].Channels, function.Data)).ToEquatableArray();
        return new Table(step.Name, context.Method, context.Input, output, tensor.Rows(), tensor.Columns(), ranges);
    }
}
