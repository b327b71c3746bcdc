using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

public class KernelSelectorTests
{
    [Fact]
    public void The_best_tier_is_the_last_available()
    {
        Assert.Equal(KernelSelector.Available[^1], KernelSelector.Choose("best", "test"));
        Assert.Equal(KernelSelector.Available[^1], KernelSelector.Choose(null, "test"));
        Assert.Equal(KernelSelector.Available[^1], KernelSelector.Choose("", "test"));
        Assert.Equal(KernelTier.Scalar, KernelSelector.Available[0]);
    }

    [Fact]
    public void Every_available_tier_can_be_asked_for() =>
        Assert.All(KernelSelector.Available, tier => Assert.Equal(tier, KernelSelector.Choose(KernelSelector.NameOf(tier), "test")));

    [Fact]
    public void An_unknown_tier_is_refused_with_the_names_of_those_that_exist()
    {
        var error = Assert.Throws<InvalidOperationException>(() => KernelSelector.Choose("avx1024", "environment variable QMLP_KERNEL"));
        Assert.StartsWith(
            "The environment variable QMLP_KERNEL asks for a kernel tier 'avx1024' that does not exist; available here: scalar, ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tier_that_this_machine_lacks_is_refused()
    {
        // In the processes of TierProcessTests there is always one.
        var lacking = Enum.GetValues<KernelTier>().Except(KernelSelector.Available).ToList();
        Assert.SkipWhen(lacking.Count == 0, "this machine has every tier");
        foreach (var tier in lacking)
        {
            var error = Assert.Throws<InvalidOperationException>(() => KernelSelector.Choose(KernelSelector.NameOf(tier), "test"));
            Assert.Contains($"'{KernelSelector.NameOf(tier)}', which this machine or runtime does not support", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_are_those_of_the_tiers()
    {
        Assert.Equal(ScalarTier.Name, KernelSelector.NameOf(KernelTier.Scalar));
        Assert.Equal(Vector128Tier.Name, KernelSelector.NameOf(KernelTier.Vector128));
        Assert.Equal(Avx2Tier.Name, KernelSelector.NameOf(KernelTier.Avx2));
        Assert.Equal(Avx512Tier.Name, KernelSelector.NameOf(KernelTier.Avx512));
        Assert.Equal(AvxVnniTier.Name, KernelSelector.NameOf(KernelTier.AvxVnni));
        Assert.Equal(Avx512VnniTier.Name, KernelSelector.NameOf(KernelTier.Avx512Vnni));
    }
}
