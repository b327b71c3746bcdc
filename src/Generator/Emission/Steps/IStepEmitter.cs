using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Writes the method of one kind of plan step. One file for each; see <see cref="StepEmitters"/>.</summary>
interface IStepEmitter
{
    /// <summary>The kind of step.</summary>
    Type Kind { get; }

    void Emit(StepCode context, PlanStep step);
}

/// <summary>The emitter of steps of type <typeparamref name="TStep"/>.</summary>
abstract class StepEmitter<TStep> : IStepEmitter
    where TStep : PlanStep
{
    public Type Kind => typeof(TStep);

    public void Emit(StepCode context, PlanStep step) => Emit(context, (TStep)step);

    protected abstract void Emit(StepCode context, TStep step);
}
