using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Quantization;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>From a float model and data to a quantized model in memory: what <c>calibrate</c> writes and <c>sensitivity</c> looks at.</summary>
static class Quantizing
{
    /// <summary>A model that is quantized already, as it is: without data.</summary>
    /// <exception cref="UserError">It leaves a tensor unquantized that has to be.</exception>
    public static QuantizedModel Run(OnnxModel onnx, FloatGraph graph, QuantizationSettings settings)
    {
        if (settings.NeedsSamples)
        {
            throw new UsageError("Option '--data' is required: rounding by second moments and bias correction follow samples.");
        }

        var plan = QuantizationPlan.Create(graph, settings);
        return NetworkQuantizer.Quantize(
            plan, RangeAnalysis.Estimate(plan), new FloatInput(), CalibrationProvenance.Create(onnx, settings), RandomSamples.Of(graph));
    }

    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static QuantizedNetwork Run(
        OnnxModel onnx, FloatGraph graph, ISampleSource source, QuantizationSettings settings, CalibrationMethod method, Terminal terminal)
    {
        var samples = CalibratedInput.Samples(source, graph, settings);
        var divided = HiddenGroups.Apply(graph, settings.HiddenGroups, samples);
        var equalized = TokenGroups.Apply(settings.Equalize ? ChannelEqualization.Apply(divided, samples, settings) : divided, settings.TokenGroups);
        var plan = QuantizationPlan.Create(equalized, settings);
        var movements = new List<RangeMovement>();
        var ranges = terminal.Track("Observing", progress => Observer.Observe(onnx, equalized, source, plan.Requests, method, progress, movements: movements));
        var accumulation = new Accumulation(settings);
        var quantized = NetworkQuantizer.Quantize(
            plan, ranges, CalibratedInput.Describe(plan, source), CalibrationProvenance.Create(onnx, source, settings, method), samples, accumulation);
        return new QuantizedNetwork(quantized, equalized, movements, accumulation.Fitted);
    }
}

/// <param name="Graph">The float network whose values the tensors of <paramref name="Model"/> stand for: equalized, where that was asked for.</param>
/// <param name="Movements">How far each range moved with the second half of the samples.</param>
/// <param name="Accumulation">The layers whose weights were changed for the sake of sums of 16 bits.</param>
sealed record QuantizedNetwork(QuantizedModel Model, FloatGraph Graph, IReadOnlyList<RangeMovement> Movements, IReadOnlyList<LayerAccumulation> Accumulation);
