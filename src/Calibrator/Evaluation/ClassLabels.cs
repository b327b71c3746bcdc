using QMlp.Calibrator.Data;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Labels as classes of a network.</summary>
static class ClassLabels
{
    /// <summary>Refuses labels that the network has no output for.</summary>
    /// <exception cref="UserError">Names the first of them.</exception>
    public static void RequireWithin(ISampleSource source, int classes)
    {
        if (source.Labels?.Any(label => label < 0 || label >= classes) == true)
        {
            var wrong = source.Labels.First(label => label < 0 || label >= classes);
            throw new UserError($"The labels hold {wrong}, but the model has {classes} outputs: classes are numbered from 0 to {classes - 1}.");
        }
    }
}
