using System.Globalization;
using QMlp.Calibrator.Data;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>
/// How images become the floats that a network was trained on: (pixel / 255 - mean) / std. Calibration writes it among the settings of
/// the model file, so that whoever evaluates the model need not say it again.
/// </summary>
sealed record InputNormalization(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    private const string MeanSetting = "mean", StdSetting = "std";

    /// <summary>What the model file states; nothing where it was not calibrated on images.</summary>
    public static InputNormalization Of(QuantizedModel model) => new(Read(model, MeanSetting), Read(model, StdSetting));

    /// <summary>The settings to write for a model calibrated on this source; none where its samples are floats.</summary>
    public static IEnumerable<Setting> Settings(ISampleSource source) => source.IsPixels
        ? [new(MeanSetting, Write(source.Mean)), new(StdSetting, Write(source.Std))]
        : [];

    /// <summary>Whether a source normalizes in the same way, so that its bytes mean to the model what its floats do.</summary>
    public bool Matches(ISampleSource source) => Same(Mean, source.Mean) && Same(Std, source.Std);

    private static bool Same(IReadOnlyList<float> first, IReadOnlyList<float> second) =>
        Enumerable.Range(0, Math.Max(first.Count, second.Count)).All(c => first[Math.Min(c, first.Count - 1)] == second[Math.Min(c, second.Count - 1)]);

    private static string Write(IReadOnlyList<float> values) => string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private static IReadOnlyList<float> Read(QuantizedModel model, string name) =>
        model.Provenance.Settings.FirstOrDefault(setting => setting.Name == name) is { } setting ? ChannelValues.Parse(name, setting.Value) : [];
}
