using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary><c>calibrate --max-drop</c>: what loses more is not written, what loses less records it.</summary>
public class AccuracyGuardTests
{
    [Fact]
    public void A_small_drop_is_recorded()
    {
        using var folder = new TemporaryFolder();
        Cli.Done([.. Calibrate(folder["x.qmlp"]), "--max-drop", "1"]);
        var accuracy = Cli.Json("inspect", folder["x.qmlp"]).GetProperty("accuracy");
        var drop = accuracy.GetProperty("drop").GetDouble();
        var evaluation = Cli.Json(
            "evaluate", folder["x.qmlp"], "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--against", QuickstartModel.Float);
        Assert.Equal((evaluation.GetProperty("floatTop1").GetDouble() - evaluation.GetProperty("top1").GetDouble()) * 100, drop, 0.005);
        Assert.Equal(1000, accuracy.GetProperty("samples").GetInt32());
        Assert.Equal(evaluation.GetProperty("top1").GetDouble(), accuracy.GetProperty("quantized").GetDouble());
        Assert.Equal("test-images-idx3-ubyte.gz", accuracy.GetProperty("data").GetString());
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "1").GetProperty("exact").GetBoolean());
    }

    [Fact]
    public void A_large_drop_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        // Clipping four tenths of all values ruins this network.
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--max-drop", "0.5", "--method", "percentile:60"]).AssertRefusal(ExitCode.Failed, "--max-drop allows 0.5");
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_limit_without_labels_is_a_usage_error()
    {
        using var folder = new TemporaryFolder();
        Cli.Run(
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "4", "--max-drop", "1", "--output",
                folder["x.qmlp"],
            ])
            .AssertRefusal(ExitCode.Usage, "--labels");
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("half")]
    [InlineData("101")]
    public void A_limit_that_is_no_number_of_points_is_a_usage_error(string text)
    {
        using var folder = new TemporaryFolder();
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--max-drop=" + text]).AssertRefusal(ExitCode.Usage, "percentage points");
    }

    private static string[] Calibrate(string output) =>
    [
        "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "30",
        "--evaluate-data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--output", output,
    ];
}
