using QMlp.Generator.Lowering;

namespace QMlp.Generator.Tests;

/// <summary>The generator's list of tiers and that of the kernels are two programs' and must be one.</summary>
public class KernelTierTests
{
    [Fact]
    public void The_tiers_are_those_of_the_kernels_in_their_order()
    {
        Assert.Equal(Enum.GetNames<Runtime.KernelTier>(), KernelTier.All.Select(tier => tier.Member));
        Assert.Equal(Enum.GetValues<Runtime.KernelTier>().Select(Runtime.KernelSelector.NameOf), ModelCompiler.TierNames);
    }

    [Fact]
    public void Each_tier_has_a_struct_of_kernels() =>
        Assert.All(KernelTier.All, tier => Assert.Contains(tier.Struct, Emission.KernelSources.TypeNames));
}
