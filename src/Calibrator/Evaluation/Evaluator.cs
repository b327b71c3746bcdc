namespace QMlp.Calibrator.Evaluation;

/// <summary>What an evaluation found; null where it lacked the labels or the float model to say.</summary>
/// <param name="Top1">Fraction of samples whose label has the largest logit.</param>
/// <param name="Top5">The same for the five largest; null for networks of five outputs or fewer as well.</param>
/// <param name="FloatTop1"><paramref name="Top1"/> of the float model.</param>
/// <param name="Agreement">Fraction of samples for which both have the same largest logit.</param>
/// <param name="SqnrDb">Signal to quantization-noise ratio of the logits in dB; infinite when they are equal.</param>
sealed record EvaluationResult(int Samples, double? Top1, double? Top5, double? FloatTop1, double? Agreement, double? SqnrDb);

/// <summary>Judges the outputs of a quantized network by labels, by the outputs of the float network, or by both.</summary>
static class Evaluator
{
    /// <param name="outputs">[samples, <paramref name="classes"/>], row-major.</param>
    /// <param name="floatOutputs">The same of the float network, or null.</param>
    public static EvaluationResult Evaluate(float[] outputs, float[]? floatOutputs, int classes, IReadOnlyList<int>? labels)
    {
        var known = labels?.ToArray();
        return new EvaluationResult(
            outputs.Length / classes,
            known is null ? null : Metrics.TopAccuracy(outputs, classes, known, 1),
            known is null || classes <= 5 ? null : Metrics.TopAccuracy(outputs, classes, known, 5),
            known is null || floatOutputs is null ? null : Metrics.TopAccuracy(floatOutputs, classes, known, 1),
            floatOutputs is null ? null : Metrics.Agreement(floatOutputs, outputs, classes),
            floatOutputs is null ? null : Metrics.SqnrDb(floatOutputs, outputs));
    }
}
