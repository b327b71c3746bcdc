using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Elementwise sum of tensors, writing the layout that the next product reads.</summary>
sealed class AddOperator : LoweringOperator<AddStep>
{
    protected override bool CanWrite(AddStep step, TensorLayout layout, TensorTable tensors) => tensors[step.Output].CanBeWrittenByRows(layout);

    protected override PlanStep Lower(AddStep step, Slot output, LoweringContext context)
    {
        var y = context.Tensors[step.Output];
        var terms = step.Terms.Select((term, i) => new AddOperand(context.Inputs[i], context.Tensors[term.Input].ZeroPoint(), term.Multiplier));
        return new Add(step.Name, context.Method, terms.ToEquatableArray(), output, y.Rows(), y.Columns(), y.ZeroPoint(), y.Bounds());
    }
}
