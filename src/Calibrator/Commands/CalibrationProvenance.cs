using System.Globalization;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Quantization;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>Where a quantized model comes from, as its file will say.</summary>
static class CalibrationProvenance
{
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
        new("activations", Text(settings.ActivationBits)),
        new("bias-correction", settings.BiasCorrection ? "on" : "off"),
        new("method", method.Name),
        new("residual", Text(settings.ResidualBits)),
        new("rounding", settings.Rounding.Name),
        new("scheme", settings.Scheme == ActivationScheme.Symmetric ? "symmetric" : "asymmetric"),
        new("weights", Text(settings.WeightBits)),
        .. InputNormalisation.Settings(source),
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
