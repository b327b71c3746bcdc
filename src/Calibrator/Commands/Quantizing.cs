using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
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
            throw new UsageError("Option '--data' is required: rounding by second moments, bias correction, equalization and hidden groups follow samples.");
        }

        var plan = QuantizationPlan.Create(graph, settings);
        var accumulation = new Accumulation(settings);
        var quantized = NetworkQuantizer.Quantize(
            plan, RangeAnalysis.Estimate(plan), new FloatInput(), CalibrationProvenance.Create(onnx, graph, settings), RandomSamples.Of(graph), accumulation);
        return CalibrationProvenance.Complete(quantized, accumulation.Fitted);
    }

    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static QuantizedNetwork Run(
        OnnxModel onnx, FloatGraph graph, ISampleSource source, QuantizationSettings settings, CalibrationMethod method, Terminal terminal) =>
        Finish(onnx, source, Observe(onnx, graph, source, settings, method, terminal), settings, method);

    /// <summary>All that takes time and does not depend on the bits of weights, but for the factors of equalization, which are chosen for those of the settings.</summary>
    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static ObservedNetwork Observe(
        OnnxModel onnx, FloatGraph graph, ISampleSource source, QuantizationSettings settings, CalibrationMethod method, Terminal terminal)
    {
        var samples = CalibratedInput.Samples(source, graph, settings);
        var divided = HiddenGroups.Apply(graph, settings.HiddenGroups, samples);
        var equalized = TokenGroups.Apply(settings.Equalize ? ChannelEqualization.Apply(divided, samples, settings) : divided, settings.TokenGroups);
        var plan = QuantizationPlan.Create(equalized, settings);
        var movements = new List<RangeMovement>();
        var ranges = terminal.Track("Observing", progress => Observer.Observe(onnx, equalized, source, plan.Requests, method, progress, movements: movements));
        return new ObservedNetwork(graph, equalized, samples, ranges, movements);
    }

    /// <summary>The network with the weights that the settings ask for.</summary>
    /// <param name="settings">Those that it was observed with, but for the bits of weights.</param>
    /// <exception cref="UserError">The settings do not allow it.</exception>
    public static QuantizedNetwork Finish(OnnxModel onnx, ISampleSource source, ObservedNetwork observed, QuantizationSettings settings, CalibrationMethod method)
    {
        var plan = QuantizationPlan.Create(observed.Graph, settings);
        var accumulation = new Accumulation(settings);
        var quantized = NetworkQuantizer.Quantize(
            plan, observed.Ranges, CalibratedInput.Describe(plan, source), CalibrationProvenance.Create(onnx, observed.Original, source, settings, method), observed.Samples, accumulation);
        return new QuantizedNetwork(CalibrationProvenance.Complete(quantized, accumulation.Fitted), observed.Graph, observed.Movements, accumulation.Fitted);
    }
}

/// <param name="Original">The float network as it was imported.</param>
/// <param name="Graph">The float network, divided into groups and equalized where that was asked for.</param>
/// <param name="Samples">The samples that numbers follow, beyond ranges.</param>
/// <param name="Movements">How far each range moved with the second half of the samples.</param>
sealed record ObservedNetwork(
    FloatGraph Original, FloatGraph Graph, IReadOnlyList<float[]> Samples, IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Ranges, IReadOnlyList<RangeMovement> Movements);

/// <param name="Graph">The float network whose values the tensors of <paramref name="Model"/> stand for: equalized, where that was asked for.</param>
/// <param name="Movements">How far each range moved with the second half of the samples.</param>
/// <param name="Accumulation">The layers whose weights were changed for the sake of sums of 16 bits.</param>
sealed record QuantizedNetwork(QuantizedModel Model, FloatGraph Graph, IReadOnlyList<RangeMovement> Movements, IReadOnlyList<LayerAccumulation> Accumulation);
