using System.CommandLine;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that says which tensor of a float model is the network's output.</summary>
static class OutputNodeOption
{
    public static Option<string?> Create() => new("--output-node")
    {
        Description =
            "The float model's output: one of several, or any tensor or node within it (its only output, or the logits of its classifier, unless given).",
        HelpName = "NAME",
    };
}
