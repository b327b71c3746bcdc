using QMlp.Runtime;
using QMlp.RuntimeSupport.Tests.MachineCode;

namespace QMlp.RuntimeSupport.Tests.Processes;

/// <summary>
/// The numeric tests once more in processes in which the runtime believes that the processor lacks instruction sets: each must choose the
/// tier that remains, and that tier must be exact there, where the JIT compiles everything else without those instructions too.
/// </summary>
public class TierProcessTests
{
    private static readonly Type[] Numeric =
    [
        typeof(ExpectedTierTests), typeof(KernelSelectorTests), typeof(AvailabilityTests), typeof(ProductTests), typeof(LayerNormTests),
        typeof(ElementwiseTests), typeof(ElementwiseStepTests), typeof(QuantizeInputTests),
    ];

    [Fact]
    public void Without_512_bits() => Run(["AVX512"], KernelTier.Avx512, KernelTier.Avx512Vnni);

    [Fact]
    public void Without_512_bits_and_the_dot_product() =>
        Run(["AVX512", "AVXVNNI"], KernelTier.Avx512, KernelTier.Avx512Vnni, KernelTier.AvxVnni);

    [Fact]
    public void Without_256_bits() =>
        Run(["AVX2"], KernelTier.Avx2, KernelTier.Avx512, KernelTier.Avx512Vnni, KernelTier.AvxVnni);

    [Fact]
    public void Without_any_vector_instruction() =>
        Run(["HWIntrinsic"], KernelTier.Vector128, KernelTier.Avx2, KernelTier.Avx512, KernelTier.Avx512Vnni, KernelTier.AvxVnni);

    /// <summary>Every tier of this machine can be forced, and is then what runs.</summary>
    [Fact]
    public void Forced_by_the_environment()
    {
        foreach (var tier in KernelSelector.Available)
        {
            var name = KernelSelector.NameOf(tier);
            ChildProcess.Run(
                new Dictionary<string, string> { [KernelSelector.EnvironmentVariable] = name, [ChildProcess.ExpectedTier] = name },
                typeof(ExpectedTierTests));
        }
    }

    /// <summary>A process that asks for what there is not runs on, with the best there is.</summary>
    [Fact]
    public void A_word_that_is_no_tier_does_not_end_the_process() => ChildProcess.Run(
        new Dictionary<string, string>
        {
            [KernelSelector.EnvironmentVariable] = "avx1024",
            [ChildProcess.ExpectedTier] = KernelSelector.NameOf(KernelSelector.Available[^1]),
        },
        typeof(ExpectedTierTests));

    private static void Run(string[] off, params KernelTier[] lost)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(ChildProcess.ExpectedTier) is not null, "is itself such a process");
        var expected = KernelSelector.NameOf(KernelSelector.Available.Except(lost).Last());
        var environment = off.ToDictionary(name => "DOTNET_Enable" + name, _ => "0");
        environment[ChildProcess.ExpectedTier] = expected;
        environment[KernelSelector.EnvironmentVariable] = "";
        ChildProcess.Run(environment, Numeric);
    }
}

/// <summary>Runs in the children of <see cref="TierProcessTests"/>.</summary>
public class ExpectedTierTests
{
    [Fact]
    public void The_tier_that_remains_is_chosen()
    {
        var expected = Environment.GetEnvironmentVariable(ChildProcess.ExpectedTier);
        Assert.SkipWhen(expected is null, "runs in the processes that TierProcessTests starts");
        Assert.Equal(expected, KernelSelector.NameOf(KernelSelector.Selected));
        var asked = Environment.GetEnvironmentVariable(KernelSelector.EnvironmentVariable);
        var isMet = string.IsNullOrEmpty(asked) || asked == expected;
        Assert.Equal(
            isMet ? expected : $"{expected} (the environment variable QMLP_KERNEL asks for '{asked}', which is no kernel tier)",
            KernelSelector.Description);
    }
}
