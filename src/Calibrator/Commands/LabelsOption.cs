using System.CommandLine;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that names the labels of a data set.</summary>
static class LabelsOption
{
    public static Option<string?> Create() => new("--labels")
    {
        Description = "Class indices: a .npy file, FILE.npz:ARRAY or an idx file (a folder of images has its own).",
        HelpName = "SPEC",
    };
}
