using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>From a float model and samples to a quantized model in memory: transform, plan, observe, quantize. Nothing is written.</summary>
static class CalibrationPipeline
{
    /// <summary>The whole way. Under a bound on size or accuracy: <see cref="BudgetedCalibration"/>.</summary>
    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static QuantizedNetwork Run(CalibrationRequest request, IStageProgress progress, CancellationToken cancellation = default) =>
        Quantize(request, Observe(request, progress, cancellation), cancellation);

    /// <summary>A model that is quantized already, with its own quantizers.</summary>
    /// <param name="settings">Nothing of them may need samples.</param>
    /// <exception cref="UserError">It leaves a tensor unquantized that has to be.</exception>
    public static QuantizedNetwork RunWithoutSamples(FloatModel model, QuantizationSettings settings, CancellationToken cancellation = default)
    {
        var transformed = FloatTransforms.Apply(model.Graph, [], settings, cancellation);
        var plan = QuantizationPlan.Create(transformed.Graph, settings);
        var accumulation = new Accumulation(settings);
        var quantized = NetworkQuantizer.Quantize(
            plan, RangeAnalysis.Estimate(plan), new FloatInput(), CalibrationProvenance.Create(model, settings), RandomSamples.Of(transformed.Graph),
            accumulation, cancellation);
        return new QuantizedNetwork(
            CalibrationProvenance.Complete(plan, quantized, transformed.Done, accumulation.Fitted), transformed.Graph, [], accumulation.Fitted,
            [.. transformed.Ineffective, .. IneffectiveOption.Of(plan, quantized, accumulation.Fitted)]);
    }

    /// <summary>
    /// All that takes time and does not depend on the bits of weights, but for the factors of equalization, which are chosen for those of
    /// the settings.
    /// </summary>
    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static ObservedNetwork Observe(CalibrationRequest request, IStageProgress progress, CancellationToken cancellation = default)
    {
        var (model, source, settings) = (request.Model, request.Samples, request.Settings);
        var samples = CalibratedInput.Samples(source, model.Graph, settings);
        var transformed = FloatTransforms.Apply(model.Graph, samples, settings, cancellation);
        var plan = QuantizationPlan.Create(transformed.Graph, transformed.Resolve(settings));
        var movements = new List<RangeMovement>();
        var ranges = progress.Track("Observing", fraction => Observer.Observe(
            model.Onnx, transformed.Graph, source, plan.Requests, request.Method, fraction, movements: movements, cancellation: cancellation));
        return new ObservedNetwork(transformed, samples, ranges, movements);
    }

    /// <summary>The network with the weights that the settings ask for.</summary>
    /// <param name="request">The one that it was observed with, but for the bits of weights.</param>
    /// <exception cref="UserError">The settings do not allow it.</exception>
    public static QuantizedNetwork Quantize(CalibrationRequest request, ObservedNetwork observed, CancellationToken cancellation = default)
    {
        var transformed = observed.Transformed;
        var settings = transformed.Resolve(request.Settings);
        var plan = QuantizationPlan.Create(transformed.Graph, settings);
        var accumulation = new Accumulation(settings);
        var input = CalibratedInput.Describe(plan, request.Samples);
        var provenance = CalibrationProvenance.Create(request.Model, request.Samples, request.Settings, request.Method);
        var quantized = NetworkQuantizer.Quantize(plan, observed.Ranges, input, provenance, observed.Samples, accumulation, cancellation);
        return new QuantizedNetwork(
            CalibrationProvenance.Complete(plan, quantized, transformed.Done, accumulation.Fitted), transformed.Graph, observed.Movements, accumulation.Fitted,
            [.. transformed.Ineffective, .. IneffectiveOption.Of(plan, quantized, accumulation.Fitted)]);
    }
}

/// <param name="Samples">The samples that numbers follow, beyond ranges.</param>
/// <param name="Movements">How far each range moved with the second half of the samples.</param>
sealed record ObservedNetwork(
    TransformedNetwork Transformed,
    IReadOnlyList<float[]> Samples,
    IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Ranges,
    IReadOnlyList<RangeMovement> Movements);

/// <param name="Graph">The float network whose values the tensors of <paramref name="Model"/> stand for: transformed, where that was asked for.</param>
/// <param name="Movements">How far each range moved with the second half of the samples.</param>
/// <param name="Accumulation">The layers whose weights were changed for the sake of sums of 16 bits.</param>
/// <param name="Ineffective">Options that were given and changed nothing.</param>
sealed record QuantizedNetwork(
    QuantizedModel Model,
    FloatGraph Graph,
    IReadOnlyList<RangeMovement> Movements,
    IReadOnlyList<LayerAccumulation> Accumulation,
    IReadOnlyList<IneffectiveOption> Ineffective);
