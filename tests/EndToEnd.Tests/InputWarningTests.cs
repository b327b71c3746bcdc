namespace QMlp.EndToEnd.Tests;

/// <summary>Commands say what looks wrong about their samples, beside their results.</summary>
public sealed class InputWarningTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    [Theory]
    [InlineData(new string[0], "neither --mean nor --std")]
    [InlineData(new[] { "--mean", "73", "--std", "90" }, "where normalized images have about 0 and 1")]
    [InlineData(new[] { "--mean", "0", "--std", "0.00392157" }, "pixels of 0 to 255")]
    public void Calibrate_notices_a_wrong_normalization(string[] normalization, string warning)
    {
        using var folder = new TemporaryFolder();
        string[] command =
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "24", "--output", folder["x.qmlp"],
            .. normalization, "--json",
        ];
        var result = Cli.Run(command);
        Assert.Contains("qmlp: warning: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(warning, result.Error, StringComparison.Ordinal);
        Assert.Contains(
            Cli.ParseObject(result.Output).GetProperty("warnings").EnumerateArray(),
            sentence => sentence.GetString()!.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Right_input_is_not_complained_about()
    {
        using var folder = new TemporaryFolder();
        var calibrated = Cli.Run(
            [
                "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--samples", "24", "--output", folder["x.qmlp"],
                .. QuickstartModel.Normalization,
            ]);
        Assert.Equal("", calibrated.Error);
        Assert.Equal("", Evaluate().Error);
    }

    [Fact]
    public void Evaluate_notices_what_contradicts_the_model_file() =>
        Assert.Contains("the model was calibrated with mean", Evaluate("--mean", "0.5", "--std", "0.3").Error, StringComparison.Ordinal);

    private CliResult Evaluate(params string[] normalization) => Cli.Run(
        ["evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--samples", "100", .. normalization]);
}
