using System.Text.Json;

namespace QMlp.EndToEnd.Tests;

/// <summary>4-bit weights with a scale for each group of inputs, from the command line to the generated code.</summary>
public class WeightGroupsTests
{
    [Theory]
    [InlineData("32", "nearest")]
    [InlineData("64", "mse")]
    [InlineData("128", "nearest")]
    [InlineData("32", "gptq")]
    public void Generated_code_has_the_bits_of_the_reference(string size, string rounding)
    {
        using var folder = new TemporaryFolder();
        var report = Calibrate(folder["x.qmlp"], "--weights", "4", "--weight-groups", size, "--rounding", rounding);
        Assert.Equal(4, report.GetProperty("weightBits").GetInt32());
        Assert.Equal(size, report.GetProperty("weightGroups").GetRawText());
        Assert.Equal(size, Cli.Json("inspect", folder["x.qmlp"]).GetProperty("settings").GetProperty("weight-groups").GetString());
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "3").GetProperty("exact").GetBoolean());
    }

    /// <summary>Layers that stay at 8 bits have one scale for each row.</summary>
    [Fact]
    public void Layers_of_8_bits_have_no_groups()
    {
        using var folder = new TemporaryFolder();
        Calibrate(folder["x.qmlp"], "--weights", "4", "--weight-groups", "32", "--first-last", "8");
        var text = File.ReadAllText(folder["x.qmlp"]);
        Assert.Contains("\"bits\": 8", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"bits\": 8[^\n]*scaleGroups", text);
        Assert.Matches("\"bits\": 4[^\n]*scaleGroups", text);
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "3").GetProperty("exact").GetBoolean());
    }

    /// <summary>A half and a fraction: 4 bits a weight and 4 bits a group of 32 of them, beside biases, multipliers and the text.</summary>
    [Fact]
    public void The_file_is_hardly_larger_than_without()
    {
        using var folder = new TemporaryFolder();
        long Bytes(params string[] options) => Calibrate(folder["x.qmlp"], options).GetProperty("bytes").GetInt64();
        var (eight, four, grouped) = (Bytes(), Bytes("--weights", "4"), Bytes("--weights", "4", "--weight-groups", "32"));
        Assert.InRange(grouped, four + 1, four + ((eight - four) / 8));
    }

    [Fact]
    public void A_budget_counts_and_writes_them()
    {
        using var folder = new TemporaryFolder();
        Calibrate(folder["x.qmlp"], "--budget", "size:130KiB", "--weight-groups", "64");
        var text = File.ReadAllText(folder["x.qmlp"]);
        Assert.Contains("scaleGroups", text, StringComparison.Ordinal);
        Assert.Contains("\"bits\": 8", text, StringComparison.Ordinal);
    }

    /// <summary>The page shows the stored integers, -8 to 7.</summary>
    [Fact]
    public void The_report_shows_them()
    {
        using var folder = new TemporaryFolder();
        Calibrate(folder["x.qmlp"], "--weights", "4", "--weight-groups", "64");
        Cli.Done(
            [
                "report", folder["x.qmlp"], "--against", QuickstartModel.Float, "--data", QuickstartModel.TestImages,
                .. QuickstartModel.Normalization, "--samples", "4", "--output", folder["x.html"],
            ]);
        Assert.Contains("integers of 4 bits", File.ReadAllText(folder["x.html"]), StringComparison.Ordinal);
    }

    private static JsonElement Calibrate(string output, params string[] more) => Cli.Json(
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "12",
            "--output", output, .. more,
        ]);
}
