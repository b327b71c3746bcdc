using System.CommandLine;
using QMlp.Calibrator.Data;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that names the labels of a data set.</summary>
static class LabelsOption
{
    public static Option<string?> Create() => new("--labels")
    {
        Description = "Class indices: a .npy file, FILE.npz:ARRAY or an idx file (a folder of images has its own).",
        HelpName = "SPEC",
    };

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
