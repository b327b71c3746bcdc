using System.Diagnostics;

namespace QMlp.EndToEnd.Tests;

/// <summary>Ctrl-C and SIGTERM end the program at any moment of its work: soon, with the code of the signal, and as if it had never run.</summary>
public sealed class SignalTests(LongRunningModel model) : IClassFixture<LongRunningModel>
{
    /// <summary>
    /// The program stops within a second where it has the processor for itself. Tests run side by side with others, on machines that are slower and
    /// busier, and what cannot be stopped (ONNX Runtime reading a model, one layer of one sample) then takes its multiple.
    /// </summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private const string Old = "what was there before";

    /// <summary>
    /// With few samples observing ends before the first second is over, and rounding takes the rest of a minute: the later moments are of it. With all of
    /// them, equalized and divided, there is work before and in observing.
    /// </summary>
    [Theory]
    [InlineData("INT", 130, 300, "--samples", "4", "--rounding", "gptq")]
    [InlineData("TERM", 143, 2700, "--samples", "4", "--rounding", "gptq")]
    [InlineData("INT", 130, 4900, "--samples", "4", "--rounding", "gptq", "--activations", "7")]
    [InlineData("INT", 130, 1600, "--equalize", "--hidden-groups", "4")]
    [InlineData("TERM", 143, 3800, "--equalize", "--hidden-groups", "4", "--bias-correction")]
    public void Calibration_leaves_the_old_file(string signal, int exit, int milliseconds, params string[] options)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "x.qmlp", "x.qmlp.weights" })
        {
            File.WriteAllText(folder[name], Old);
        }

        RequireStop(signal, exit, milliseconds, ["calibrate", model.Float, "--data", model.Samples, "--output", folder["x.qmlp"], .. options], () =>
        {
            Assert.Equal(["x.qmlp", "x.qmlp.weights"], folder.Names);
            Assert.All(folder.Names, name => Assert.Equal(Old, File.ReadAllText(folder[name])));
        });
    }

    [Theory]
    [InlineData("INT", 130, 2500)]
    [InlineData("TERM", 143, 4000)]
    public void Verification(string signal, int exit, int milliseconds) =>
        RequireStop(signal, exit, milliseconds, ["verify", model.Quantized, "--inputs", "10000"], () => { });

    [Theory]
    [InlineData("INT", 130, 2000)]
    [InlineData("TERM", 143, 3500)]
    public void Evaluation(string signal, int exit, int milliseconds) => RequireStop(
        signal, exit, milliseconds,
        ["evaluate", model.Quantized, "--data", model.Samples, "--labels", model.Labels, "--against", model.Float, "--kernel", "vector128"], () =>
            { });

    [Theory]
    [InlineData("INT", 130, 2500)]
    [InlineData("TERM", 143, 5000)]
    public void Report(string signal, int exit, int milliseconds)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.html"], Old);
        string[] command = ["report", model.Quantized, "--against", model.Float, "--data", model.Samples, "--output", folder["x.html"]];
        RequireStop(signal, exit, milliseconds, command, () =>
        {
            Assert.Equal(["x.html"], folder.Names);
            Assert.Equal(Old, File.ReadAllText(folder["x.html"]));
        });
    }

    /// <summary>Sends the signal after a time; where the machine was done by then, after half of it, and so on.</summary>
    private static void RequireStop(string signal, int exit, int milliseconds, string[] arguments, Action checkFiles)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        var process = QmlpProcess.Start(arguments);
        try
        {
            while (process.EndsWithin(TimeSpan.FromMilliseconds(milliseconds)))
            {
                Assert.Equal("", process.Result().Error);
                process.Dispose();
                Assert.SkipWhen((milliseconds /= 2) < 100, "this machine is done before it can be interrupted");
                process = QmlpProcess.Start(arguments);
            }

            var clock = Stopwatch.StartNew();
            process.Send(signal);
            Assert.True(process.EndsWithin(TimeSpan.FromSeconds(60)), "the signal did not end the process");
            var elapsed = clock.Elapsed;
            TestContext.Current.TestOutputHelper?.WriteLine($"ended {elapsed.TotalMilliseconds:F0} ms after the signal");

            // In its first moments the runtime itself ends the process, with the same code and without a sentence.
            var result = process.Result();
            Assert.True(result is { Error: "" or "qmlp: interrupted; nothing was written.\n", Output: "" }, result.Error + result.Output);
            Assert.Equal(exit, result.Exit);
            Assert.True(elapsed < Soon, $"it took {elapsed}");
            checkFiles();
        }
        finally
        {
            process.Dispose();
        }
    }
}
