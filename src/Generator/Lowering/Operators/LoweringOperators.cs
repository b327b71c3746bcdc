using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>All operators, in the order in which they are tried.</summary>
static class LoweringOperators
{
    public static IReadOnlyList<ILoweringOperator> InOrder { get; } =
    [
        new ChannelMixingOperator(),
        new TokenMixingOperator(),
        new LayerNormOperator(),
        new RescaleOperator(),
        new MultiplyOperator(),
        new AddOperator(),
        new MeanOperator(),
        new TableOperator(),
        new RearrangeOperator(),
    ];

    /// <summary>Null where no operator has a kernel for the step.</summary>
    public static ILoweringOperator? For(Step step, TensorTable tensors) => InOrder.FirstOrDefault(candidate => candidate.Applies(step, tensors));
}

/// <summary>A step and the operator that runs it.</summary>
sealed record LoweringTask(Step Step, ILoweringOperator Operator);
