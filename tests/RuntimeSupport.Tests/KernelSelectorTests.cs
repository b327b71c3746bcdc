using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

public class KernelSelectorTests
{
    [Fact]
    public void The_best_tier_is_the_last_available()
    {
        var best = (KernelSelector.Available[^1], KernelSelector.NameOf(KernelSelector.Available[^1]));
        Assert.Equal(best, KernelSelector.Choose("best", "test"));
        Assert.Equal(best, KernelSelector.Choose(null, "test"));
        Assert.Equal(best, KernelSelector.Choose("", "test"));
        Assert.Equal(KernelTier.Scalar, KernelSelector.Available[0]);
    }

    [Fact]
    public void Every_available_tier_can_be_asked_for() => Assert.All(
        KernelSelector.Available,
        tier => Assert.Equal((tier, KernelSelector.NameOf(tier)), KernelSelector.Choose(KernelSelector.NameOf(tier), "test")));

    [Fact]
    public void The_best_stands_in_for_a_word_that_is_no_tier_and_says_so()
    {
        var best = KernelSelector.Available[^1];
        var (tier, description) = KernelSelector.Choose("avx1024", "environment variable QMLP_KERNEL");
        Assert.Equal(best, tier);
        Assert.Equal($"{KernelSelector.NameOf(best)} (the environment variable QMLP_KERNEL asks for 'avx1024', which is no kernel tier)", description);
    }

    [Fact]
    public void The_best_stands_in_for_a_tier_that_this_machine_lacks()
    {
        // In the processes of TierProcessTests there is always one.
        var lacking = Enum.GetValues<KernelTier>().Except(KernelSelector.Available).ToList();
        Assert.SkipWhen(lacking.Count == 0, "this machine has every tier");
        foreach (var tier in lacking)
        {
            var (chosen, description) = KernelSelector.Choose(KernelSelector.NameOf(tier), "test");
            Assert.Equal(KernelSelector.Available[^1], chosen);
            var reason = $" (the test asks for '{KernelSelector.NameOf(tier)}', which this machine or runtime does not have)";
            Assert.EndsWith(reason, description, StringComparison.Ordinal);
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
