using System.Diagnostics;
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
        var result = Run(
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "8", "--output", folder["x.qmlp"],
                .. QuickstartModel.Normalization,
            ]);
        Assert.Equal((ExitCode.Done, ""), (result.Exit, result.Error));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void Calibrate_leaves_nothing_in_home_cache_or_temporary_folders()
    {
        using var folder = new TemporaryFolder();
        var (home, cache, temporary) = (folder["home"], folder["cache"], folder["tmp"]);
        string[] folders = [home, cache, temporary];
        Array.ForEach(folders, path => Directory.CreateDirectory(path));
        var result = Run(
            start =>
            {
                // A name for each system; whoever turned telemetry off in the surroundings of this test does not help.
                (start.Environment["HOME"], start.Environment["USERPROFILE"], start.Environment["LOCALAPPDATA"]) = (home, home, cache);
                (start.Environment["XDG_CACHE_HOME"], start.Environment["TMPDIR"], start.Environment["TMP"], start.Environment["TEMP"]) = (
                    cache, temporary, temporary, temporary);
                foreach (var name in (ReadOnlySpan<string>)["ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "CI", "TF_BUILD", "GITHUB_ACTIONS"])
                {
                    start.Environment.Remove(name);
                }
            },
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "8", "--output", folder["x.qmlp"],
                .. QuickstartModel.Normalization,
            ]);
        Assert.Equal((ExitCode.Done, ""), (result.Exit, result.Error));
        Assert.Empty(
            folders.SelectMany(
                path => Directory.EnumerateFileSystemEntries(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })));
    }

    private static CliResult Run(params string[] arguments) => Run(_ => { }, arguments);

    private static CliResult Run(Action<ProcessStartInfo> prepare, params string[] arguments)
    {
        using var process = QmlpProcess.Start(arguments, prepare);
        return process.Result();
    }
}
