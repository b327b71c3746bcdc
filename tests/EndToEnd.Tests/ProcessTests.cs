using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary>The program itself, as a process: what the in-process tests cannot see.</summary>
public class ProcessTests
{
    [Fact]
    public void Results_go_to_standard_output_and_the_exit_code_is_0()
    {
        var result = Run("inspect", QuickstartModel.Float, "--json");
        Assert.Equal((ExitCode.Done, ""), (result.Exit, result.Error));
        Assert.Equal(17, Cli.ParseObject(result.Output).GetProperty("opset").GetInt32());
    }

    [Fact]
    public void Refusals_go_to_standard_error_and_the_exit_code_is_3() =>
        Run("inspect", "missing.onnx").AssertRefusal(ExitCode.BadInput, "missing.onnx");

    [Fact]
    public void Usage_errors_go_to_standard_error_and_the_exit_code_is_2() =>
        Run("inspect", "--nonsense").AssertRefusal(ExitCode.Usage, "--nonsense");

    [Fact]
    public void No_progress_bar_where_nobody_watches()
    {
        using var folder = new TemporaryFolder();
        var result = Run(["calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "8", "--output", folder["x.qmlp"]]);
        Assert.Equal((ExitCode.Done, ""), (result.Exit, result.Error));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    private static CliResult Run(params string[] arguments)
    {
        using var process = QmlpProcess.Start(arguments);
        return process.Result();
    }
}
