using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>Where a quantized model comes from, as its file will say.</summary>
static class CalibrationProvenance
{
    /// <summary>The "method" that reports name for a model that brings its quantizers with it.</summary>
    public const string FromModel = "model";

    /// <summary>Of a quantized model, taken as it is.</summary>
    public static Provenance Create(FloatModel model, QuantizationSettings settings) => new(
        ToolVersion.Name, model.Onnx.FileName, model.Onnx.Sha256, model.Graph.Parameters, "none", string.Empty, 0, Settings(settings, method: null));

    public static Provenance Create(FloatModel model, ISampleSource source, QuantizationSettings settings, CalibrationMethod method) => new(
        ToolVersion.Name,
        model.Onnx.FileName,
        model.Onnx.Sha256,
        model.Graph.Parameters,
        source.Name,
        source.Sha256,
        source.Count,
        Settings(settings, method.Name))
    {
        Preprocessing = InputNormalization.Recorded(source),
    };

    /// <summary>
    /// The model with what was done to it: transformations, limits of accumulation, and no setting that found nothing to act on.
    /// </summary>
    public static QuantizedModel Complete(
        QuantizationPlan plan, QuantizedModel model, IReadOnlyList<Transformation> done, IReadOnlyList<LayerAccumulation> accumulation)
    {
        var settings = model.Provenance.Settings;
        var effective = settings with
        {
            ResidualBits = model.Tensors.Any(tensor => tensor.Type == ElementType.S16) ? settings.ResidualBits : null,
            WeightGroupSize = model.Steps.OfType<LinearStep>().Any(step => step.Groups.Any(group => group.Weights.ScaleGroups is not null))
                ? settings.WeightGroupSize
                : null,
            IsSymmetric = settings.IsSymmetric && plan.ChoosesZeroPoints,
            Rounding = plan.RoundsWeights ? settings.Rounding : null,
            BiasCorrection = settings.BiasCorrection && plan.RoundsWeights,
        };
        var limits = accumulation
            .GroupBy(layer => layer.Layer, StringComparer.Ordinal)
            .Select(layer => new AccumulationLimit(layer.Key, layer.Min(matrix => matrix.Quads)));
        return model with
        {
            Provenance = model.Provenance with { Settings = effective, AccumulationLimits = limits.ToEquatableArray() },
            Transformations = done.ToEquatableArray(),
        };
    }

    /// <summary>The model with the bound under which its layers were chosen.</summary>
    public static QuantizedModel WithBudget(QuantizedModel model, PrecisionBudget budget)
    {
        var bound = new PrecisionBound((budget as SizeBudget)?.Bytes, (budget as DropBudget)?.Points);
        return model with { Provenance = model.Provenance with { Settings = model.Provenance.Settings with { Budget = bound } } };
    }

    private static CalibrationSettings Settings(QuantizationSettings settings, string? method) => new(
        method,
        settings.ActivationBits,
        settings.ResidualBits,
        settings.WeightBits,
        settings.WeightGroupSize,
        settings.Scheme == ActivationScheme.Symmetric,
        settings.Rounding.Name,
        settings.BiasCorrection)
    {
        Layers = settings.Layers
            .OrderBy(layer => layer.Key, StringComparer.Ordinal)
            .Select(layer => new LayerPrecision(layer.Key, layer.Value.WeightBits, layer.Value.InputBits))
            .ToEquatableArray(),
    };
}
