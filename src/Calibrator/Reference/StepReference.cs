using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of one kind of step, as its record defines it.</summary>
interface IStepReference
{
    /// <summary>The record of the step.</summary>
    Type StepType { get; }

    /// <summary>Whether each element of the result is an element of the input, moved as it is.</summary>
    bool OnlyMoves { get; }

    /// <summary>Computes the step.</summary>
    /// <param name="inputs">The tensors of <see cref="Step.Inputs"/>.</param>
    /// <param name="output">What the step's output is.</param>
    ReferenceTensor Run(Step step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays);
}

/// <summary>The same for a step whose record is known.</summary>
abstract class StepReference<TStep> : IStepReference
    where TStep : Step
{
    public Type StepType => typeof(TStep);

    public virtual bool OnlyMoves => false;

    public ReferenceTensor Run(Step step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays) =>
        Run((TStep)step, inputs, output, arrays);

    protected abstract ReferenceTensor Run(TStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays);
}
