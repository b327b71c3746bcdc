using QMlp.ModelFormat;

namespace QMlp.Tests;

/// <summary>Provenance for models that tests put together themselves.</summary>
static class TestProvenance
{
    public static CalibrationSettings Settings { get; } = new("percentile:99.99", 8, null, 8, null, IsSymmetric: false, "nearest", BiasCorrection: false);

    /// <summary>Says no more than it must.</summary>
    public static Provenance Of(string source, int samples = 0) =>
        new("test", source, new string('0', 64), 0, samples == 0 ? "none" : "test", string.Empty, samples, Settings);

    /// <summary>The model with a measured accuracy whose drop is so many percentage points.</summary>
    public static QuantizedModel WithDrop(this QuantizedModel model, double points) => model with
    {
        Provenance = model.Provenance with { Accuracy = new MeasuredAccuracy(AccuracyMetric.Top1, "test", 10_000, 0.9, 0.9 - (points / 100)) },
    };
}
