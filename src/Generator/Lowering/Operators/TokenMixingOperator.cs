using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A product along an earlier axis: weights are broadcast, quads of tokens are vectors. Groups are ranges of columns.</summary>
sealed class TokenMixingOperator : LoweringOperator<LinearStep>
{
    protected override bool Applies(LinearStep step, TensorTable tensors) =>
        step.InputLayout(tensors) is TokenQuadLayout && step.Groups.All(group => group.Weights.Layout == WeightLayout.Rows);

    protected override IReadOnlyList<LayoutWish> Reads(LinearStep step, TensorTable tensors) => LinearReads.Wishes(step, tensors);

    /// <summary>Quads of its own output tokens too, for a second product along the same axis.</summary>
    protected override bool CanWrite(LinearStep step, TensorLayout layout, TensorTable tensors)
    {
        var (outer, tokens, inner) = tensors[step.Output].Around(step.Axis);
        return layout == new TokenQuadLayout(outer, tokens, inner);
    }

    protected override PlanStep Lower(LinearStep step, Slot output, LoweringContext context) => new TokenMixing(
        step.Name,
        context.Method,
        context.Input,
        step.Residual is null ? null : context.Inputs[1],
        step.ResidualMultiplier,
        output,
        (TokenQuadLayout)context.Input.Layout,
        step.Groups);
}
