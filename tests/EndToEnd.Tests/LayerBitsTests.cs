using System.Text.Json;
using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary>Option <c>--layer</c>: bits of single layers, those that a sensitivity analysis names for example.</summary>
public class LayerBitsTests
{
    [Fact]
    public void Layers_that_are_named_have_bits_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var analysis = Cli.Json(
            ["sensitivity", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "8"])
            .GetProperty("analysis");
        var costly = analysis.GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("kind").GetString() == "linear")
            .MinBy(step => step.GetProperty("outputSqnrDb").GetDouble())
            .GetProperty("name").GetString()!;
        var report = Cli.Json(
            [.. Calibrate(folder["x.qmlp"]), "--weights", "4", "--activations", "6", "--layer", costly + "=w8a8", "--layer", "blocks.3.fc2=a7"]);
        Assert.Equal([costly], Layers(report).Where(layer => layer.Bits == 8).Select(layer => layer.Name));
        var settings = Cli.Json("inspect", folder["x.qmlp"]).GetProperty("settings");
        Assert.Equal("weights 8, input 8", settings.GetProperty("layer." + costly).GetString());
        Assert.Equal("input 7", settings.GetProperty("layer.blocks.3.fc2").GetString());
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "3").GetProperty("exact").GetBoolean());
    }

    /// <summary>4 bits for one layer alone, with the groups that only 4-bit weights have.</summary>
    [Fact]
    public void One_layer_may_have_fewer_bits_than_the_others()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json([.. Calibrate(folder["x.qmlp"]), "--layer", "blocks.0.fc1=w4", "--weight-groups", "32"]);
        Assert.Equal(["blocks.0.fc1"], Layers(report).Where(layer => layer.Bits == 4).Select(layer => layer.Name));
        Assert.True(Cli.Json("verify", folder["x.qmlp"], "--inputs", "3").GetProperty("exact").GetBoolean());
    }

    /// <summary>A layer that hidden groups divide is named as the network names it; its parts take its bits.</summary>
    [Fact]
    public void Parts_of_a_divided_layer_have_its_bits()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json([.. Calibrate(folder["x.qmlp"]), "--hidden-groups", "2", "--layer", "blocks.0.fc1=w4"]);
        Assert.Equal(
            ["blocks.0.fc1.group0", "blocks.0.fc1.group1"],
            Layers(report).Where(layer => layer.Bits == 4).Select(layer => layer.Name));
    }

    [Theory]
    [InlineData("stem", ExitCode.Usage, "w8 or w4")]
    [InlineData("stem=", ExitCode.Usage, "w8 or w4")]
    [InlineData("stem=w5", ExitCode.Usage, "'stem=w5'")]
    [InlineData("=w8", ExitCode.Usage, "'=w8'")]
    [InlineData("stem=w8a3", ExitCode.Usage, "a8 to a4")]
    [InlineData("fc1=w8", ExitCode.BadInput, "no linear layer 'fc1'. It has stem, blocks.0.tok.m,")]
    [InlineData("norm=a8", ExitCode.BadInput, "no linear layer 'norm'")]
    public void What_it_cannot_mean_is_refused(string text, int exitCode, string expected)
    {
        using var folder = new TemporaryFolder();
        Cli.Run([.. Calibrate(folder["x.qmlp"]), "--layer", text]).AssertRefusal(exitCode, expected);
        Assert.Empty(folder.Names);
    }

    private static IEnumerable<(string Name, int Bits)> Layers(JsonElement report) =>
        report.GetProperty("layers").EnumerateArray().Select(layer => (layer.GetProperty("layer").GetString()!, layer.GetProperty("bits").GetInt32()));

    private static string[] Calibrate(string output) =>
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "12",
            "--output", output,
        ];
}
