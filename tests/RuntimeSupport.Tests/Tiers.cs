using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>An action that is generic on the tier.</summary>
interface ITierAction
{
    void Run<TTier>()
        where TTier : struct, ITier;
}

/// <summary>The tiers that the tests know.</summary>
static class Tiers
{
    /// <summary>
    /// Every tier, for theories; a test skips the ones that do not run here. In a process that was started to test one tier, that one.
    /// </summary>
    public static TheoryData<KernelTier> All
    {
        get
        {
            var only = Environment.GetEnvironmentVariable(Processes.ChildProcess.ExpectedTier);
            return [.. Enum.GetValues<KernelTier>().Where(tier => only is null || KernelSelector.NameOf(tier) == only)];
        }
    }

    /// <summary>Runs the action with the struct of a tier; skips the test where the machine lacks it.</summary>
    public static void Run(KernelTier tier, ITierAction action)
    {
        Require(tier);
        switch (tier)
        {
            case KernelTier.Scalar: action.Run<ScalarTier>(); break;
            case KernelTier.Vector128: action.Run<Vector128Tier>(); break;
            case KernelTier.Avx2: action.Run<Avx2Tier>(); break;
            case KernelTier.Avx512: action.Run<Avx512Tier>(); break;
            case KernelTier.AvxVnni: action.Run<AvxVnniTier>(); break;
            case KernelTier.Avx512Vnni: action.Run<Avx512VnniTier>(); break;
            default: throw new InvalidOperationException("No test runs tier " + tier);
        }
    }

    /// <summary>Skips the test where the machine or the process lacks a tier.</summary>
    public static void Require(KernelTier tier) =>
        Assert.SkipUnless(KernelSelector.IsSupported(tier), $"this machine or process has no {KernelSelector.NameOf(tier)} tier");
}
