using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Writes one kind of step as ONNX nodes.</summary>
interface IStepExport
{
    /// <summary>The record of the step.</summary>
    Type StepType { get; }

    /// <summary>Adds the nodes of a step and defines the value that stands for its output.</summary>
    /// <exception cref="UserError">ONNX cannot express the step.</exception>
    void Write(ExportContext context, Step step);
}

/// <summary>The same for a step whose record is known.</summary>
abstract class StepExport<TStep> : IStepExport
    where TStep : Step
{
    public Type StepType => typeof(TStep);

    public void Write(ExportContext context, Step step) => Write(context, (TStep)step);

    protected abstract void Write(ExportContext context, TStep step);
}
