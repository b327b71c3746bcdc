using System.CommandLine;
using QMlp.Calibrator.Evaluation;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that forces a kernel tier.</summary>
static class KernelOption
{
    public static Option<string> Create() => new("--kernel")
    {
        Description = $"Kernel tier: {string.Join(", ", TierNames.All)}, or {TierNames.Best} of this machine.",
        HelpName = "TIER",
        DefaultValueFactory = _ => TierNames.Best,
        CustomParser = result => OptionParsers.Choice(result, [.. TierNames.All, TierNames.Best]),
    };
}
