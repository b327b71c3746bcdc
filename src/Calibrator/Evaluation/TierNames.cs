using QMlp.Generator;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Names of the kernel tiers, as users write them and as emitted classes report them.</summary>
static class TierNames
{
    /// <summary>Whichever tier the class chooses by itself.</summary>
    public const string Best = "best";

    /// <summary>Every tier, slowest first.</summary>
    public static IReadOnlyList<string> All => ModelCompiler.TierNames;
}
