using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>An index map, element by element.</summary>
sealed class RearrangeOperator : LoweringOperator<RearrangeStep>
{
    protected override PlanStep Lower(RearrangeStep step, Slot output, LoweringContext context) =>
        new Rearrange(step.Name, context.Method, context.Input, output, new IndexMap(step.Dims, step.Strides, step.Offset));
}
