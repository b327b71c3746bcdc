using System.Globalization;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>Where a quantized model comes from, as its file will say.</summary>
static class CalibrationProvenance
{
    /// <summary>The "method" of a model that brings its quantizers with it.</summary>
    public const string FromModel = "model";

    /// <summary>Of a quantized model, taken as it is.</summary>
    public static Provenance Create(OnnxModel model, QuantizationSettings settings) => new(
        ToolVersion.Name,
        model.FileName,
        model.Sha256,
        "none",
        string.Empty,
        0,
        Settings(settings, FromModel).OrderBy(setting => setting.Name, StringComparer.Ordinal).ToEquatableArray());

    public static Provenance Create(OnnxModel model, ISampleSource source, QuantizationSettings settings, CalibrationMethod method) => new(
        ToolVersion.Name,
        model.FileName,
        model.Sha256,
        source.Name,
        source.Sha256,
        source.Count,
        Settings(source, settings, method).OrderBy(setting => setting.Name, StringComparer.Ordinal).ToEquatableArray());

    private static IEnumerable<Setting> Settings(ISampleSource source, QuantizationSettings settings, CalibrationMethod method) =>
    [
        .. Settings(settings, method.Name),
        .. InputNormalization.Settings(source),
    ];

    private static IEnumerable<Setting> Settings(QuantizationSettings settings, string method) =>
    [
        new("accumulate", settings.Accumulate switch { null => "auto", 0 => "off", { } quads => Text(quads) }),
        new("activations", Text(settings.ActivationBits)),
        new("bias-correction", settings.BiasCorrection ? "on" : "off"),
        new("equalize", settings.Equalize ? "on" : "off"),
        new("hidden-groups", Text(settings.HiddenGroups)),
        .. settings.Layers.Select(layer => new Setting($"layer.{layer.Key}", Text(layer.Value))),
        new("method", method),
        new("residual", Text(settings.ResidualBits)),
        new("rounding", settings.Rounding.Name),
        new("scheme", settings.Scheme == ActivationScheme.Symmetric ? "symmetric" : "asymmetric"),
        new("token-groups", Text(settings.TokenGroups)),
        .. settings.WeightGroupSize is { } size ? [new Setting("weight-groups", Text(size))] : Array.Empty<Setting>(),
        new("weights", Text(settings.WeightBits)),
    ];

    /// <summary>"weights 8, input 8": what the layer has of its own.</summary>
    private static string Text(LayerSettings layer) => string.Join(", ", new[]
    {
        layer.WeightBits is { } weights ? $"weights {Text(weights)}" : null,
        layer.InputBits is { } input ? $"input {Text(input)}" : null,
    }.OfType<string>());

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
