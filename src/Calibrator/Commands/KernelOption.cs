using System.CommandLine;
using QMlp.Calibrator.Evaluation;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that forces a kernel tier.</summary>
static class KernelOption
{
    public static Option<string> Create() => new("--kernel")
    {
        Description = $"Kernel tier: {string.Join(", ", Kernels.All)}, or {Kernels.Best} of this machine.",
        HelpName = "TIER",
        DefaultValueFactory = _ => Kernels.Best,
        CustomParser = result => OptionParsers.Choice(result, [.. Kernels.All, Kernels.Best]),
    };
}
