using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The registry of references: one for each kind of step.</summary>
static class ReferenceOperators
{
    public static IReadOnlyList<IStepReference> All { get; } =
    [
        new LinearReference(),
        new LayerNormReference(),
        new RescaleReference(),
        new MultiplyReference(),
        new AddReference(),
        new MeanReference(),
        new TableReference(),
        new RearrangeReference(),
    ];

    private static readonly Dictionary<Type, IStepReference> ByType = All.ToDictionary(reference => reference.StepType);

    public static IStepReference Of(Step step) => ByType[step.GetType()];

    /// <summary>Runs one step: reads its inputs among the tensors and adds its output to them.</summary>
    /// <param name="output">What the step's output is.</param>
    public static void Run(Step step, IDictionary<string, ReferenceTensor> tensors, TensorInfo output, ModelArrays arrays) =>
        tensors[step.Output] = Of(step).Run(step, [.. step.Inputs.Select(input => tensors[input.Tensor])], output, arrays);
}
