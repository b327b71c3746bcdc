using QMlp.Calibrator.Reference;

namespace QMlp.Generator.Tests;

/// <summary>Emitted classes compiled and run, on every tier of this machine, against the reference: the same bits.</summary>
public class ExecutionTests
{
    public static TheoryData<string> Models => [.. SampleModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_tier_gives_the_bits_of_the_reference(string name)
    {
        var model = TestModels.WithGolden(SampleModels.All[name] with { Golden = ModelFormat.EquatableArray<ModelFormat.GoldenVector>.Empty });
        var reference = new ReferenceInterpreter(model);
        var emitted = EmittedClass.Load(model);
        for (var seed = 0; seed < 20; seed++)
        {
            var input = TestModels.RandomInput(model, seed);
            Assert.Equal(reference.Run(input), emitted.ApplyQuantized(input));
        }

        Assert.True(emitted.SelfTest(out var report), report);
    }
}
