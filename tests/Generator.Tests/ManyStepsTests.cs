using System.Diagnostics;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>A network of ten thousand steps is compiled in time that grows with their number, not with its square.</summary>
[Collection(nameof(ThreadPoolUse))]
public class ManyStepsTests
{
    /// <summary>A block has six steps.</summary>
    private const int Few = 167, Many = 1667;

    /// <summary>
    /// Ten times the steps take about ten times as long, and a hundred times where each step looks at all others: this is as far from one as
    /// from the other. The best of some runs counts, whatever else the machine does.
    /// </summary>
    private const double MostTimesAsLong = 32;

    /// <summary>
    /// The same of the bytes that a stage allocates, which are nearly the same in every run. Who looks at all steps does not do so without
    /// allocating: each step makes the list of what it reads.
    /// </summary>
    private const double MostTimesAsMuch = 14;

    private const int Runs = 4;

    private static readonly EmissionOptions Options = new() { Profile = true };

    [Fact]
    public void Ten_times_the_steps_take_not_nearly_a_hundred_times_as_long()
    {
        var (few, many) = (Best(Few), Best(Many));
        foreach (var (one, other) in few.Zip(many))
        {
            Assert.InRange(other.Bytes / one.Bytes, 5, MostTimesAsMuch);
            Assert.InRange(other.Milliseconds / one.Milliseconds, 0, MostTimesAsLong);
        }
    }

    /// <summary>The least that reading, lowering and emitting take.</summary>
    private static Effort[] Best(int blocks)
    {
        var text = ModelWriter.Write(ExtraModels.Deep(blocks));
        var runs = Enumerable.Range(0, Runs).Select(_ => Stages(text)).ToArray();
        return [.. Enumerable.Range(0, 3).Select(stage => new Effort(runs.Min(run => run[stage].Milliseconds), runs.Min(run => run[stage].Bytes)))];
    }

    private static Effort[] Stages(string text)
    {
        var errors = new List<CompilationError>();
        var (parsing, parsed) = Measured(() => CompilerStages.Parse(text, "deep.qmlp", errors)!);
        var (lowering, plan) = Measured(() => CompilerStages.Lower(parsed, "deep.qmlp", Options, errors)!);
        var (emitting, _) = Measured(() => CompilerStages.Emit(plan, "deep.qmlp", Options, errors));
        Assert.Empty(errors);
        return [parsing, lowering, emitting];
    }

    private static (Effort Effort, T Result) Measured<T>(Func<T> stage)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var result = stage();
        return (new Effort(watch.Elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before), result);
    }

    private sealed record Effort(double Milliseconds, double Bytes);
}
