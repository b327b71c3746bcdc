using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Pipeline;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>Warns where a network is fed otherwise than it was trained, as far as that can be seen.</summary>
static class InputCheck
{
    /// <summary>Samples whose predictions are looked at before calibration.</summary>
    private const int Predicted = 64;

    /// <summary>Before calibration: the float network alone tells.</summary>
    public static void Warn(Terminal terminal, FloatModel model, ISampleSource source, bool isNormalizationStated)
    {
        terminal.Warn(SampleWarnings.Of(source, isNormalizationStated));
        var classes = model.Graph.Output.Shape.Length;
        if (model.Graph.Output.Shape.Rank == 2)
        {
            using var few = new EvenSubset(source, Predicted);
            using var runner = new FloatRunner(model.Onnx, Environment.ProcessorCount);
            var outputs = terminal.Track("Looking at the samples", progress => Inference.Run(runner, few, classes, progress, terminal.Cancellation));
            terminal.Warn(SampleWarnings.OfPredictions(outputs, classes, few));
        }
    }

    /// <summary>Where a quantized model is measured: its file may record how it was fed.</summary>
    public static void Warn(Terminal terminal, QuantizedModel model, AccuracyMeasurement measured, ISampleSource source, bool isNormalizationStated)
    {
        terminal.Warn(SampleWarnings.Of(source, isNormalizationStated));
        terminal.Warn(SampleWarnings.OfRecord(InputNormalization.Of(model), source));
        terminal.Warn(SampleWarnings.OfPredictions(measured.FloatOutputs ?? measured.Outputs, ModelFacts.OutputLength(model), source));
    }
}
