using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>What a strategy is given besides the step: the slots that it reads and writes, chosen by the layouts that consumers ask for.</summary>
sealed record LoweringContext(LayoutDemands Demands, Func<string, TensorLayout, Slot> Find, string Method)
{
    public TensorInfo Tensor(string name) => Demands.Tensor(name);

    /// <summary>The slot of an input in rows.</summary>
    public Slot RowsOf(string tensor) => Find(tensor, LayoutDemands.RowMajor(Tensor(tensor)));
}

/// <summary>One way to run one kind of step. The first strategy that applies is taken; see <see cref="StrategyList"/>.</summary>
interface IStrategy
{
    bool Applies(Step step, LayoutDemands demands);

    /// <summary>True when the kernel can write <paramref name="layout"/>; every kernel can write rows.</summary>
    bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands);

    PlanStep Lower(Step step, Slot output, LoweringContext context);
}

/// <summary>All strategies, in the order in which they are tried.</summary>
static class StrategyList
{
    private static readonly IStrategy[] InOrder =
    [
        new ChannelMixingStrategy(),
        new TokenMixingStrategy(),
        new NormalizationStrategy(),
        new RescalingStrategy(),
        new MultiplicationStrategy(),
        new MeanPoolingStrategy(),
        new TableLookupStrategy(),
        new RearrangementStrategy(),
    ];

    public static IStrategy? For(Step step, LayoutDemands demands) => InOrder.FirstOrDefault(strategy => strategy.Applies(step, demands));
}
