using System.Diagnostics;
using QMlp.Calibrator.Evaluation;
using QMlp.SideBySide.Preparing;

namespace QMlp.SideBySide.Measuring;

/// <param name="Ms">Mean time in one call.</param>
sealed record StepTime(string Name, double Ms, long Macs);

/// <summary>Time of each step of the generated code, from a class that is compiled with a clock around each.</summary>
static class StepProfile
{
    private const double Seconds = 0.5;

    public static IReadOnlyList<StepTime> Measure(QuantizedForm form, string kernel, float[] sample, int outputs)
    {
        using var model = InMemoryModel.Compile(form.Quantized, profile: true).Load(kernel);
        var steps = model.StepTimes!;
        var output = new float[outputs];
        Repeat(() => model.Run(sample, output));
        Array.Clear(steps.Ticks);
        var calls = Repeat(() => model.Run(sample, output));
        return [.. steps.Names.Select((name, i) => new StepTime(name, steps.Ticks[i] * 1e3 / Stopwatch.Frequency / calls, steps.Macs[i]))];
    }

    private static int Repeat(Action run)
    {
        var begin = Stopwatch.GetTimestamp();
        var calls = 0;
        for (; calls < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds; calls++)
        {
            run();
        }

        return calls;
    }
}
