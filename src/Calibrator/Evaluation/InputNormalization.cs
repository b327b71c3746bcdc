using QMlp.Calibrator.Data;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>
/// How images become the floats that a network was trained on: (pixel / 255 - mean) / std. Calibration records it in the model file, so that
/// whoever evaluates the model need not say it again.
/// </summary>
sealed record InputNormalization(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>What the model file states; nothing where it was not calibrated on images.</summary>
    public static InputNormalization Of(QuantizedModel model) =>
        model.Provenance.Preprocessing is { } recorded ? new([.. recorded.Mean], [.. recorded.Std]) : new([], []);

    /// <summary>What to record of a model calibrated on this source; null where its samples are floats.</summary>
    public static Preprocessing? Recorded(ISampleSource source) =>
        source.IsPixels ? new Preprocessing(source.Mean.ToEquatableArray(), source.Std.ToEquatableArray()) : null;

    /// <summary>
    /// Whether a source normalizes in the same way, so that its bytes mean to the model what its floats do. Where the file states nothing, the
    /// class alone knows what bytes mean, unless the source was told.
    /// </summary>
    public bool Matches(ISampleSource source) => Same(Mean, source.Mean, unstated: 0) && Same(Std, source.Std, unstated: 1);

    private static bool Same(IReadOnlyList<float> stated, IReadOnlyList<float> given, float unstated)
    {
        IReadOnlyList<float> first = stated.Count > 0 ? stated : [unstated], second = given.Count > 0 ? given : [unstated];
        return Enumerable.Range(0, Math.Max(first.Count, second.Count)).All(c => first[Math.Min(c, first.Count - 1)] == second[Math.Min(c, second.Count - 1)]);
    }
}
