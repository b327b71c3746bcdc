using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>The outputs of a model's generated code on all samples of a source, and what they say beside labels and the float model.</summary>
/// <param name="Data">Short name of the samples.</param>
/// <param name="Outputs">[samples, classes] of the generated code.</param>
/// <param name="FloatOutputs">The same of the float model; null where none was given.</param>
sealed record AccuracyMeasurement(string Data, float[] Outputs, float[]? FloatOutputs, EvaluationResult Result)
{
    /// <summary>By how many percentage points top-1 accuracy is below the float model's; wants labels and the float model.</summary>
    public double Drop => (Result.FloatTop1!.Value - Result.Top1!.Value) * 100;

    /// <param name="code">The generated code of <paramref name="model"/>.</param>
    /// <param name="onnx">The float model, or null.</param>
    /// <exception cref="UserError">Labels are not classes of the model, or the float model is another network.</exception>
    public static AccuracyMeasurement Run(
        LoadedModel code, QuantizedModel model, OnnxModel? onnx, ISampleSource source, IStageProgress progress, CancellationToken cancellation = default)
    {
        var classes = ModelFacts.OutputLength(model);
        ClassLabels.RequireWithin(source, classes);
        var outputs = progress.Track("Generated code", fraction => Inference.Run(code, model, source, fraction, cancellation));
        var floatOutputs = onnx is null ? null : OfFloatModel(onnx, source, classes, progress, cancellation);
        return new AccuracyMeasurement(source.Name, outputs, floatOutputs, Evaluator.Evaluate(outputs, floatOutputs, classes, source.Labels));
    }

    /// <summary>The provenance of the measured model, which states its accuracy; wants labels and the float model.</summary>
    public Provenance AddTo(Provenance provenance) => provenance with
    {
        Accuracy = new MeasuredAccuracy(AccuracyMetric.Top1, Data, Result.Samples, Result.FloatTop1!.Value, Result.Top1!.Value),
    };

    private static float[] OfFloatModel(OnnxModel onnx, ISampleSource source, int classes, IStageProgress progress, CancellationToken cancellation)
    {
        using var runner = new FloatRunner(onnx, Environment.ProcessorCount);
        return progress.Track("ONNX Runtime", fraction => Inference.Run(runner, source, classes, fraction, cancellation));
    }
}
