using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The emitter of each kind of plan step.</summary>
static class StepEmitters
{
    public static IReadOnlyList<IStepEmitter> All { get; } =
    [
        new ChannelMixingEmitter(),
        new PatchMixingEmitter(),
        new TokenMixingEmitter(),
        new LayerNormEmitter(),
        new RescaleEmitter(),
        new MultiplyEmitter(),
        new AddEmitter(),
        new MeanEmitter(),
        new TableEmitter(),
        new RearrangeEmitter(),
        new InterleaveEmitter(),
    ];

    private static readonly Dictionary<Type, IStepEmitter> ByKind = All.ToDictionary(emitter => emitter.Kind);

    public static void Emit(StepCode context, PlanStep step) => ByKind[step.GetType()].Emit(context, step);
}
