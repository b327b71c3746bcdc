using System.Diagnostics;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>A network of ten thousand steps is compiled in time that grows with their number, not with its square.</summary>
public class ManyStepsTests
{
    /// <summary>
    /// Four times the steps take about four times as long, and sixteen times where each step looks at all others. Half way between, in the
    /// best of a few runs, is far from both whatever else the machine does.
    /// </summary>
    private const double MostTimesAsLong = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Four_times_the_steps_take_not_nearly_sixteen_times_as_long(bool profile)
    {
        // A block has six steps.
        var (few, many) = (ModelWriter.Write(ExtraModels.Deep(417)), ModelWriter.Write(ExtraModels.Deep(1667)));
        var options = new EmissionOptions { IncludeKernels = false, Profile = profile };
        Compile(few, options);
        var ratio = double.MaxValue;
        for (var run = 0; run < 4 && ratio >= MostTimesAsLong; run++)
        {
            ratio = Math.Min(ratio, Compile(many, options) / Compile(few, options));
        }

        Assert.True(ratio < MostTimesAsLong, $"four times the steps take {ratio:F1} times as long");
    }

    private static double Compile(string text, EmissionOptions options)
    {
        var watch = Stopwatch.StartNew();
        Assert.Empty(ModelCompiler.Compile(text, "deep.qmlp", options).Errors);
        return watch.Elapsed.TotalSeconds;
    }
}
