using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Onnx;
using QMlp.ModelFormat;

namespace QMlp.EndToEnd.Tests;

/// <summary>What each command exits with, and that its help says so.</summary>
public sealed class ExitCodeTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    private static readonly string[] CommandNames = ["inspect", "calibrate", "run", "evaluate", "verify", "sensitivity", "report", "generate", "export"];

    /// <summary>Commands with all that they need; INPUT is the model that they read.</summary>
    public static TheoryData<string> Commands =>
    [
        "inspect INPUT",
        "calibrate INPUT --data CALIBRATION --samples 4 --output FOLDER/x.qmlp",
        "run INPUT --input IMAGES --samples 4 --output FOLDER/x.npy",
        "evaluate INPUT --data IMAGES --labels LABELS --samples 20",
        "verify INPUT --inputs 1",
        "sensitivity INPUT --data CALIBRATION --samples 2",
        "report INPUT --against FLOAT --data IMAGES --samples 20 --analyze 1 --output FOLDER/x.html",
        "generate INPUT --output FOLDER/out",
        "export INPUT --output FOLDER/x.onnx",
    ];

    [Fact]
    public void Every_command_is_here() =>
        Assert.Equal(CommandNames, Commands.Select(row => row.Data.Split(' ')[0]));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Done_is_0(string command)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Run(command, InputOf(command), folder).Exit);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Arguments_that_make_no_sense_are_2(string command)
    {
        using var folder = new TemporaryFolder();
        Run(command + " --nonsense", InputOf(command), folder).AssertRefusal(2, "--nonsense");
        Assert.Empty(folder.Names);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_missing_or_damaged_input_is_3(string command)
    {
        using var folder = new TemporaryFolder();
        Run(command, folder["missing" + Path.GetExtension(InputOf(command))], folder).AssertRefusal(3, "missing");
        var damaged = folder["damaged" + Path.GetExtension(InputOf(command))];
        File.WriteAllBytes(damaged, File.ReadAllBytes(InputOf(command))[..200]);
        Run(command, damaged, folder).AssertRefusal(3, "damaged");
        Assert.Single(folder.Names);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_signal_is_128_and_its_number(string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var code in new[] { 130, 143 })
        {
            using var interruption = new Interruption();
            interruption.Stop(code);
            Run(command, InputOf(command), folder, interruption).AssertRefusal(code, "interrupted; nothing was written");
        }

        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Help_of_every_command_says_what_exit_codes_mean()
    {
        foreach (var command in CommandNames)
        {
            var help = Cli.Done(command, "--help");
            var codes = help[help.IndexOf("\nExit codes:\n", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
                .Select(line => int.Parse(line.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            int[] expected = command is "inspect" or "calibrate" or "verify" ? [0, 1, 2, 3, 130, 143] : [0, 2, 3, 130, 143];
            Assert.Equal(expected, codes);
        }

        Assert.Contains("\n  130  stopped by Ctrl-C (SIGINT)\n  143  stopped by SIGTERM\n", Cli.Done("--help"), StringComparison.Ordinal);
    }

    /// <summary>The file states outputs that its own network does not give: a model as it should not be.</summary>
    [Fact]
    public void A_failed_verification_is_1()
    {
        using var folder = new TemporaryFolder();
        var good = QuantizedModelFile.Load(model.Quantized);
        byte[] bytes = [.. good.Weights.Bytes!];
        bytes[good.Golden[0].Output.Offset] ^= 1;
        QuantizedModelFile.Save(folder["x.qmlp"], good with { Weights = good.Weights with { Bytes = bytes, Sha256 = Sha256Text.OfBytes(bytes) } });
        var result = Cli.Run("verify", folder["x.qmlp"], "--inputs", "1");
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Contains("NOT EXACT", result.Output, StringComparison.Ordinal);
    }

    /// <summary>That a model cannot be quantized is what inspect was asked; to everybody else it is a bad input.</summary>
    [Theory]
    [InlineData("Sin", "operator Sin (node 'y') is not supported")]
    [InlineData("Det", "Det")]
    public void An_unsupported_model_is_1_from_inspect_and_3_from_calibrate(string operatorType, string named)
    {
        using var folder = new TemporaryFolder();
        var b = new OnnxModelBuilder("net", 17);
        var x = b.Input("x", 1, 4);
        x = b.Node("MatMul", "fc", [x, b.Floats("weight", [.. Enumerable.Range(0, 16).Select(i => (float)i)], 4, 4)]);
        b.Output(b.Node(operatorType, "y", [x]), 1, 4);
        File.WriteAllBytes(folder["odd.onnx"], b.ToBytes());
        Calibrator.Data.NpyWriter.Write(folder["data.npy"], [4], 1, [[1f, 2, 3, 4]]);
        var inspected = Cli.Run("inspect", folder["odd.onnx"]);
        Assert.Equal(1, inspected.Exit);
        Assert.Contains(named, inspected.Output + inspected.Error, StringComparison.Ordinal);
        Cli.Run("calibrate", folder["odd.onnx"], "--data", folder["data.npy"], "--output", folder["x.qmlp"]).AssertRefusal(3, named);
        Assert.Equal(["data.npy", "odd.onnx"], folder.Names);
    }

    private string InputOf(string command) =>
        command.Split(' ')[0] is "inspect" or "calibrate" or "sensitivity" ? QuickstartModel.Float : model.Quantized;

    private static CliResult Run(string command, string input, TemporaryFolder folder, Interruption? interruption = null) =>
        Cli.Run(interruption, [.. command.Split(' ').Select(word => word
        .Replace("FOLDER", folder.Path, StringComparison.Ordinal)
        .Replace("INPUT", input, StringComparison.Ordinal)
        .Replace("FLOAT", QuickstartModel.Float, StringComparison.Ordinal)
        .Replace("CALIBRATION", QuickstartModel.CalibrationImages, StringComparison.Ordinal)
        .Replace("IMAGES", QuickstartModel.TestImages, StringComparison.Ordinal)
        .Replace("LABELS", QuickstartModel.TestLabels, StringComparison.Ordinal))]);
}
