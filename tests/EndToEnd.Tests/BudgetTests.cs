using System.Text.Json;
using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary><c>calibrate --budget</c>: layers for 4 bits under a bound on size or on accuracy.</summary>
public class BudgetTests
{
    [Fact]
    public void Layers_are_chosen_until_the_size_is_met()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json([.. Calibrate(folder["x.qmlp"]), "--budget", "size:160KiB"]);
        var bits = Bits(report);
        Assert.Contains(8, bits);
        Assert.Contains(4, bits);
        var inspected = Cli.Json("inspect", folder["x.qmlp"]);
        Assert.InRange(inspected.GetProperty("weightBytes").GetInt64(), 1, 160 * 1024);
        Assert.Equal("163840 bytes of weights", inspected.GetProperty("settings").GetProperty("budget").GetString());
        Assert.Equal(
            bits.Count(layer => layer == 4),
            inspected.GetProperty("settings").EnumerateObject().Count(setting => setting.Name.StartsWith("layer.", StringComparison.Ordinal)));
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "1").GetProperty("exact").GetBoolean());
    }

    [Fact]
    public void A_size_that_8_bits_have_changes_nothing_and_one_that_4_bits_exceed_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.DoesNotContain(4, Bits(Cli.Json([.. Calibrate(folder["x.qmlp"]), "--budget", "size:1MiB"])));
        Cli.Run([.. Calibrate(folder["y.qmlp"]), "--budget", "size:50KiB"]).AssertRefusal(ExitCode.Failed, "size:50KiB cannot be met");
        Assert.Equal(["x.qmlp"], folder.Names);
    }

    /// <summary>First and last layers that stay at 8 bits are no candidates.</summary>
    [Fact]
    public void As_many_layers_are_taken_as_the_drop_allows()
    {
        using var folder = new TemporaryFolder();
        string[] judged = ["--evaluate-data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--first-last", "8"];
        var report = Cli.Json([.. Calibrate(folder["x.qmlp"]), .. judged, "--budget", "drop:2"]);
        var bits = Bits(report);
        Assert.Contains(4, bits);
        Assert.Equal((8, 8), (bits[0], bits[^1]));
        Assert.True(Cli.Json("inspect", folder["x.qmlp"]).GetProperty("accuracy").GetProperty("drop").GetDouble() <= 2);
    }

    [Fact]
    public void What_a_budget_cannot_go_with_is_refused()
    {
        using var folder = new TemporaryFolder();
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--budget", "drop:1"]).AssertRefusal(ExitCode.Usage, "--labels");
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--budget", "size:200KiB", "--weights", "4"]).AssertRefusal(ExitCode.Usage, "'--weights' and '--budget'");
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--budget", "200KiB"]).AssertRefusal(ExitCode.Usage, "size:BYTES");
        Assert.Empty(folder.Names);
    }

    private static int[] Bits(JsonElement report) => [.. report.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("bits").GetInt32())];

    private static string[] Calibrate(string output) =>
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "16",
            "--output", output,
        ];
}
