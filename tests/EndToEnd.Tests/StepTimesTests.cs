using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;

namespace QMlp.EndToEnd.Tests;

/// <summary>Classes that count the time of their steps: benchmarks ask for them, nobody else gets them.</summary>
public sealed class StepTimesTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    [Fact]
    public void Every_step_is_counted_and_the_result_is_the_same()
    {
        var description = QuantizedModelFile.Load(model.Quantized);
        using var counting = InMemoryModel.Compile(model.Quantized, profile: true).Load();
        Assert.True(counting.SelfTest());
        var steps = counting.StepTimes!;
        Assert.Equal(ModelFacts.Macs(description), steps.Macs.Sum());
        Assert.Equal(steps.Names.Count, steps.Ticks.Length);
        Assert.Contains("fc1", string.Join(' ', steps.Names), StringComparison.Ordinal);
        Assert.All(steps.Ticks, ticks => Assert.True(ticks > 0));
    }

    [Fact]
    public void Ordinary_classes_have_no_clock()
    {
        using var ordinary = InMemoryModel.Compile(model.Quantized).Load();
        Assert.Null(ordinary.StepTimes);
    }
}
