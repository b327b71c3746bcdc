using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A product along the last axis: rows of activations are broadcast, panels of weights are vectors.</summary>
sealed class ChannelMixingOperator : LoweringOperator<LinearStep>
{
    protected override bool Applies(LinearStep step, TensorTable tensors) =>
        step.Groups.Count == 1
        && step.InputLayout(tensors) is RowLayout
        && step.Groups[0].Weights.Layout == WeightLayout.Panels
        && step.Groups[0].ColumnMultiplier is null;

    protected override IReadOnlyList<LayoutWish> Reads(LinearStep step, TensorTable tensors) => LinearReads.Wishes(step, tensors);

    /// <summary>Quads of rows too, where all rows are tokens of one block.</summary>
    protected override bool CanWrite(LinearStep step, TensorLayout layout, TensorTable tensors)
    {
        var output = tensors[step.Output];
        return output.Type == ElementType.U8 && layout == new TokenQuadLayout(1, output.Rows(), output.Columns());
    }

    protected override PlanStep Lower(LinearStep step, Slot output, LoweringContext context) => new ChannelMixing(
        step.Name,
        context.Method,
        context.Input,
        step.Residual is null ? null : context.Inputs[1],
        step.ResidualMultiplier,
        output,
        context.Tensors[step.Input].Rows(),
        step.Groups[0]);
}
