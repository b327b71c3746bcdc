namespace QMlp.Calibrator.Evaluation;

/// <summary>How often samples of each class are taken for each class.</summary>
static class ConfusionMatrix
{
    /// <param name="outputs">[samples, <paramref name="classes"/>], row-major.</param>
    /// <returns>For each true class how many of its samples had their largest output at each class.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(float[] outputs, int classes, IReadOnlyList<int> labels)
    {
        var counts = new int[classes][];
        for (var c = 0; c < classes; c++)
        {
            counts[c] = new int[classes];
        }

        for (var i = 0; i < labels.Count; i++)
        {
            counts[labels[i]][Metrics.Top1(outputs.AsSpan(i * classes, classes))]++;
        }

        return counts;
    }
}
