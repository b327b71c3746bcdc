using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>A network of ten thousand steps is compiled with an effort that grows with their number, not with its square.</summary>
public class ManyStepsTests
{
    /// <summary>A block has six steps.</summary>
    private const int Few = 167, Many = 1667;

    /// <summary>
    /// Ten times the steps allocate about ten times as many bytes, in every run and on a busy machine too; a hundred times as many where each
    /// step looks at all others, for that is not done without allocating: each step makes the list of what it reads.
    /// </summary>
    private const double MostTimesAsMuch = 14;

    private static readonly EmissionOptions Options = new() { Profile = true };

    [Fact]
    public void Ten_times_the_steps_take_not_nearly_a_hundred_times_as_much()
    {
        // What is made once for all models is made before.
        Stages(Few);
        Assert.All(Stages(Few).Zip(Stages(Many)), stage => Assert.InRange(stage.Second / stage.First, 5, MostTimesAsMuch));
    }

    /// <summary>Bytes that reading, lowering and emitting allocate.</summary>
    private static double[] Stages(int blocks)
    {
        var text = ModelWriter.Write(ExtraModels.Deep(blocks));
        var errors = new List<CompilationError>();
        var (parsing, parsed) = Measured(() => CompilerStages.Parse(text, "deep.qmlp", errors)!);
        var (lowering, plan) = Measured(() => CompilerStages.Lower(parsed, "deep.qmlp", Options, errors)!);
        var (emitting, _) = Measured(() => CompilerStages.Emit(plan, "deep.qmlp", Options, errors));
        Assert.Empty(errors);
        return [parsing, lowering, emitting];
    }

    private static (double Bytes, T Result) Measured<T>(Func<T> stage)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = stage();
        return (GC.GetAllocatedBytesForCurrentThread() - before, result);
    }
}
