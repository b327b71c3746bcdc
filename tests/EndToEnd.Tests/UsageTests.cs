using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

public sealed class UsageTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    private static readonly string[] Commands = ["inspect", "calibrate", "run", "evaluate", "verify", "generate", "export"];

    [Theory]
    [InlineData("", "Name a command")]
    [InlineData("verfy", "verfy")]
    [InlineData("inspect", "FILE")]
    [InlineData("inspect a.onnx b.onnx", "b.onnx")]
    [InlineData("inspect a.onnx --color", "--color")]
    [InlineData("inspect --color", "no option")]
    [InlineData("calibrate a.onnx --data d --method median", "minmax")]
    [InlineData("calibrate a.onnx --data d --method percentile:101", "percentile")]
    [InlineData("calibrate a.onnx --data d --method percentile:x", "percentile")]
    [InlineData("calibrate a.onnx --data d --activations 9", "--activations")]
    [InlineData("calibrate a.onnx --data d --weights 3", "--weights")]
    [InlineData("calibrate a.onnx --data d --weight-groups 48", "--weight-groups '48' is not known; choose one of 32, 64, 128")]
    [InlineData("calibrate a.onnx --data d --samples 0", "--samples")]
    [InlineData("calibrate a.onnx --data d --samples many", "--samples")]
    [InlineData("calibrate a.onnx --data d --mean red", "--mean")]
    [InlineData("calibrate a.onnx --data d --size big", "--size")]
    [InlineData("run a.qmlp --input d", "--output")]
    [InlineData("run a.qmlp --input d --output o.npy --kernel sse9", "vector128")]
    [InlineData("evaluate a.qmlp", "--data")]
    [InlineData("verify a.qmlp --inputs -1", "--inputs")]
    [InlineData("generate a.qmlp", "--output")]
    [InlineData("export a.qmlp --format onnx", "onnx-qdq")]
    public void Arguments_that_make_no_sense_exit_with_2(string arguments, string named) =>
        Cli.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AssertRefusal(ExitCode.Usage, named);

    [Fact]
    public void Nothing_to_compare_with_is_a_usage_error() =>
        Cli.Run("evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--json").AssertRefusal(ExitCode.Usage, "--labels");

    [Fact]
    public void A_float_model_cannot_be_calibrated_without_data() =>
        Cli.Run("calibrate", QuickstartModel.Float).AssertRefusal(ExitCode.Usage, "--data");

    [Fact]
    public void Weight_groups_need_weights_of_4_bits()
    {
        Cli.Run("calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--weight-groups", "64")
            .AssertRefusal(ExitCode.Usage, "add --weights 4");
        Cli.Run("sensitivity", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, "--weight-groups", "64")
            .AssertRefusal(ExitCode.Usage, "add --weights 4");
    }

    [Theory]
    [InlineData("inspect missing.onnx", "missing.onnx does not exist")]
    [InlineData("inspect FOLDER", "is a folder")]
    [InlineData("inspect LABELS", "is not a .onnx or .qmlp file")]
    [InlineData("calibrate QUANTIZED --data IMAGES", "quantized already")]
    [InlineData("calibrate FLOAT --data missing.npy", "missing.npy")]
    [InlineData("calibrate FLOAT --data IMAGES --output FOLDER", "is a folder")]
    [InlineData("calibrate FLOAT --data IMAGES --output FOLDER/no/such.qmlp", "does not exist")]
    [InlineData("calibrate FLOAT --data IMAGES --output FOLDER/model.txt", ".qmlp")]
    [InlineData("calibrate FLOAT --data LABELS --output FOLDER/x.qmlp", "the array is")]
    [InlineData("run FLOAT --input IMAGES --output FOLDER/x.npy", "qmlp calibrate")]
    [InlineData("run QUANTIZED --input IMAGES --output FOLDER/x.csv", ".npy")]
    [InlineData("evaluate QUANTIZED --data IMAGES --labels missing", "missing")]
    [InlineData("evaluate QUANTIZED --data IMAGES --against QUANTIZED", "float model")]
    [InlineData("evaluate QUANTIZED --data CALIBRATION --labels LABELS", "1000")]
    [InlineData("verify FLOAT", "float model")]
    [InlineData("generate QUANTIZED --output LABELS", "is a file")]
    [InlineData("export FLOAT", "qmlp calibrate")]
    [InlineData("export QUANTIZED --output FOLDER/x.txt", ".onnx")]
    [InlineData("export QUANTIZED --format onnx-matmulnbits --output FOLDER/x.onnx", "--weights 4")]
    [InlineData("generate QUANTIZED --output FOLDER/out --class 1st", "1st")]
    public void Bad_inputs_exit_with_3_and_leave_nothing_behind(string arguments, string named)
    {
        using var folder = new TemporaryFolder();
        var words = arguments.Split(' ').Select(word => word
            .Replace("FOLDER", folder.Path, StringComparison.Ordinal)
            .Replace("QUANTIZED", model.Quantized, StringComparison.Ordinal)
            .Replace("FLOAT", QuickstartModel.Float, StringComparison.Ordinal)
            .Replace("CALIBRATION", QuickstartModel.CalibrationImages, StringComparison.Ordinal)
            .Replace("IMAGES", QuickstartModel.TestImages, StringComparison.Ordinal)
            .Replace("LABELS", QuickstartModel.TestLabels, StringComparison.Ordinal));
        var result = Cli.Run([.. words, "--json"]);

        // With --json, inspect prints its object whatever it was given.
        if (arguments.StartsWith("inspect", StringComparison.Ordinal))
        {
            Assert.Contains(named, Cli.ParseObject(result.Output).GetProperty("error").GetString(), StringComparison.Ordinal);
            result = result with { Output = "" };
        }

        result.AssertRefusal(ExitCode.BadInput, named);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Every_command_has_help_with_an_example()
    {
        foreach (var command in Commands)
        {
            var help = Cli.Done(command, "--help");
            Assert.Contains("Example:\n  qmlp " + command + " ", help, StringComparison.Ordinal);
            Assert.Contains("--json", help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_of_the_program_lists_every_command()
    {
        var help = Cli.Done("--help");
        Assert.All(Commands, command => Assert.Contains("  qmlp " + command + " ", help, StringComparison.Ordinal));
    }
}
