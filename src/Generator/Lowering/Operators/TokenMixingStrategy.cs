using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A product along an earlier axis: weights are broadcast, quads of tokens are vectors. Groups are ranges of columns.</summary>
sealed class TokenMixingStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) =>
        step is LinearStep linear
        && demands.InputLayout(linear) is TokenQuadLayout
        && linear.Groups.All(group => group.Weights.Layout == WeightLayout.Rows);

    /// <summary>Rows, or quads of its own output tokens for a second product along the same axis.</summary>
    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands)
    {
        var linear = (LinearStep)step;
        var (outer, tokens, inner) = demands.Tensor(linear.Output).Around(linear.Axis);
        return layout is RowLayout || layout == new TokenQuadLayout(outer, tokens, inner);
    }

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var linear = (LinearStep)step;
        var view = (TokenQuadLayout)context.Demands.InputLayout(linear);
        return new TokenMixing(
            linear.Name,
            context.Method,
            context.Find(linear.Input, view),
            linear.Residual is null ? null : context.RowsOf(linear.Residual),
            linear.ResidualMultiplier,
            output,
            view,
            linear.Groups);
    }
}
