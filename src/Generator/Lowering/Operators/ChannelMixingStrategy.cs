using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A product along the last axis: rows of activations are broadcast, panels of weights are vectors.</summary>
sealed class ChannelMixingStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) =>
        step is LinearStep { Groups.Count: 1 } linear
        && demands.InputLayout(linear) is RowLayout
        && linear.Groups[0].Weights.Layout == WeightLayout.Panels
        && linear.Groups[0].ColumnMultiplier is null;

    /// <summary>Rows, or quads of them where all rows are tokens of one block.</summary>
    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands)
    {
        var output = demands.Tensor(step.Output);
        return layout is RowLayout || (output.Type == ElementType.U8 && layout == new TokenQuadLayout(1, output.Rows(), output.Columns()));
    }

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var linear = (LinearStep)step;
        return new ChannelMixing(
            linear.Name,
            context.Method,
            context.RowsOf(linear.Input),
            linear.Residual is null ? null : context.RowsOf(linear.Residual),
            linear.ResidualMultiplier,
            output,
            context.Tensor(linear.Input).Rows(),
            linear.Groups[0]);
    }
}
