namespace QMlp.EndToEnd.Tests;

public class CalibrateTests
{
    [Fact]
    public void The_same_inputs_give_the_same_file()
    {
        using var folder = new TemporaryFolder();
        Calibrate(folder["first.qmlp"]);
        Calibrate(folder["second.qmlp"]);
        Assert.Equal(File.ReadAllBytes(folder["first.qmlp"]), File.ReadAllBytes(folder["second.qmlp"]));
        Assert.Equal(["first.qmlp", "second.qmlp"], folder.Names);
    }

    [Fact]
    public void An_existing_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.qmlp"], "something else");
        Calibrate(folder["model.qmlp"]);
        Cli.Done("inspect", folder["model.qmlp"]);
    }

    [Fact]
    public void Settings_reach_the_file_and_the_report()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json(
            ["calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization,
            "--samples", "20", "--method", "percentile:99.9", "--activations", "7", "--output", folder["x.qmlp"]]);
        Assert.Equal(20, report.GetProperty("samples").GetInt32());
        Assert.Equal(300, report.GetProperty("available").GetInt32());
        Assert.Equal("percentile:99.9", report.GetProperty("method").GetString());
        Assert.Equal(7, report.GetProperty("activationBits").GetInt32());
        Assert.Equal(8, report.GetProperty("weightBits").GetInt32());
        Assert.True(report.GetProperty("takesPixels").GetBoolean());
        Assert.Equal(new FileInfo(folder["x.qmlp"]).Length, report.GetProperty("bytes").GetInt64());
        Assert.Equal(64, report.GetProperty("sourceSha256").GetString()!.Length);

        var settings = Cli.Json("inspect", folder["x.qmlp"]).GetProperty("settings");
        Assert.Equal("7", settings.GetProperty("activations").GetString());
        foreach (var layers in report.GetProperty("accumulation").GetProperty("layers").EnumerateArray().GroupBy(
            layer => layer.GetProperty("quads").GetInt32()))
        {
            Assert.StartsWith($"in {layers.Count()} layer", settings.GetProperty($"accumulate.{layers.Key}").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("percentile:99.9", settings.GetProperty("method").GetString());
        Assert.Equal("0.286", settings.GetProperty("mean").GetString());
    }

    /// <summary>Whatever is done to the network on the way, there is one number of parameters.</summary>
    [Theory]
    [InlineData("--weights=8")]
    [InlineData("--weights=4", "--weight-groups=32")]
    [InlineData("--hidden-groups=2", "--token-groups=4", "--equalize")]
    public void The_float_and_the_quantized_file_state_one_number_of_parameters(params string[] options)
    {
        using var folder = new TemporaryFolder();
        Cli.Done(
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "8",
                .. options, "--output", folder["x.qmlp"],
            ]);
        var parameters = Cli.Json("inspect", QuickstartModel.Float).GetProperty("parameters").GetInt64();
        Assert.Equal(parameters, Cli.Json("inspect", folder["x.qmlp"]).GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void Other_settings_give_another_file()
    {
        using var folder = new TemporaryFolder();
        Calibrate(folder["minmax.qmlp"]);
        Calibrate(folder["percentile.qmlp"], "--method", "percentile:99");
        Assert.NotEqual(File.ReadAllBytes(folder["minmax.qmlp"]), File.ReadAllBytes(folder["percentile.qmlp"]));
    }

    /// <summary>What it cost is said, and the generated code of the changed weights is exact on every tier.</summary>
    [Fact]
    public void Sums_of_16_bits_hold_what_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        string[] arguments =
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "12",
                "--activations", "7",
            ];
        var report = Cli.Json([.. arguments, "--accumulate", "4", "--output", folder["four.qmlp"]]);
        Assert.True(report.GetProperty("accumulation").GetProperty("coarserChannels").GetInt64() > 0);
        Assert.Contains("\"certificate\": 4", File.ReadAllText(folder["four.qmlp"]), StringComparison.Ordinal);
        Assert.DoesNotContain("NOT EXACT", Cli.Done("verify", folder["four.qmlp"]), StringComparison.Ordinal);
        Assert.Contains("sums of 16 bits hold 2 quads in", Cli.Done([.. arguments, "--output", folder["auto.qmlp"]]), StringComparison.Ordinal);
        Assert.DoesNotContain("sums of 16 bits", Cli.Done([.. arguments, "--accumulate", "off", "--output", folder["off.qmlp"]]), StringComparison.Ordinal);
    }

    private static void Calibrate(string output, params string[] more) => Cli.Done(
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "12",
            "--output", output, .. more,
        ]);
}
