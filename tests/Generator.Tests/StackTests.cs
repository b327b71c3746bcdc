using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>Servers and libraries run code on threads with small stacks: 64 KB are enough for every network on every tier.</summary>
public class StackTests
{
    private const int StackBytes = 64 * 1024;

    public static TheoryData<string> Models => [.. SampleModels.All.Keys, .. ExtraModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_network_runs_on_a_small_stack(string name)
    {
        var model = TestModels.Named(name);
        var sample = TestModels.RandomSample(model, seed: 1);
        foreach (var emitted in EmittedClass.LoadOnEveryTier(model, ExecutionTests.Tiers))
        {
            // The JIT compiles on the stack of whoever calls first, and takes more of it than the code.
            var expected = emitted.Apply(sample);
            var actual = Array.Empty<float>();
            var thread = new Thread(() => actual = emitted.Apply(sample), StackBytes);
            thread.Start();
            thread.Join();
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>The worst that the plan can choose: as many gathered patches as there may be, and scratch memory that would fit the stack alone.</summary>
    [Fact]
    public void Patches_and_scratch_memory_share_the_stack()
    {
        var model = ExtraModels.LargePatches();
        var text = EmittedText.Of(model.Name).Members("Run");
        Assert.InRange(EmittedClass.Load(model).ScratchSize, 8 * 1024, 16 * 1024);
        Assert.DoesNotContain("stackalloc", text, StringComparison.Ordinal);
    }
}
