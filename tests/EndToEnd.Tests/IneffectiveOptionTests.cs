using System.Text.Json;
using QMlp.Calibrator.Files;
using QMlp.ModelZoo;

namespace QMlp.EndToEnd.Tests;

/// <summary><c>calibrate</c> says which of its options changed nothing on the network that it was given, and is silent where they did.</summary>
public class IneffectiveOptionTests
{
    private static readonly string[] Groups = ["--hidden-groups", "4", "--token-groups", "4", "--residual", "8"];

    [Fact]
    public void A_plain_MLP_has_nothing_to_divide_and_no_residual_stream()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json([.. PlainMlp(folder), .. Groups]);
        Assert.Equal(["hidden-groups", "token-groups", "residual"], Options(report));
        var notes = Cli.Done([.. PlainMlp(folder), .. Groups]).Split('\n').Where(line => line.StartsWith("Note: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, notes.Count);
        Assert.Contains(
            "Note: --hidden-groups had no effect: no MLP on a residual stream has hidden channels whose ranges differ enough to divide them.", notes);
    }

    [Fact]
    public void Nothing_is_said_of_what_was_not_asked_for()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Options(Cli.Json(PlainMlp(folder))));
        Assert.DoesNotContain("Note", Cli.Done(PlainMlp(folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_that_every_layer_has_anyway_are_said()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["first-last", "layer"], Options(Cli.Json([.. PlainMlp(folder), "--first-last", "8", "--layer", "fc1=w8a8"])));
        Assert.Empty(Options(Cli.Json([.. PlainMlp(folder), "--weights", "4", "--first-last", "8", "--layer", "fc1=w4"])));
    }

    [Fact]
    public void Integers_of_a_quantized_model_are_neither_rounded_nor_centered_again()
    {
        using var folder = new TemporaryFolder();
        var quantized = SharedData.Require("models/trained/fashion_qmlp_qdq.onnx");
        var report = Cli.Json("calibrate", quantized, "--rounding", "mse", "--scheme", "symmetric", "--output", folder["x.qmlp"]);
        Assert.Equal(["scheme", "rounding"], Options(report));
        var settings = QuantizedModelFile.Load(folder["x.qmlp"]).Provenance.Settings;
        Assert.Null(settings.Rounding);
        Assert.False(settings.IsSymmetric);
    }

    /// <summary>Between its two layers the ReLU lets channels be scaled; rounding and bits take hold of every layer.</summary>
    [Fact]
    public void Nothing_is_said_of_what_had_an_effect()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--weights", "4", "--weight-groups", "32", "--activations", "7", "--rounding", "gptq", "--bias-correction"];
        Assert.Empty(Options(Cli.Json([.. PlainMlp(folder), .. options])));
        string[] mixer = ["calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "8"];
        Assert.Empty(Options(Cli.Json([.. mixer, "--output", folder["y.qmlp"], "--residual", "8", "--equalize"])));
    }

    [Fact]
    public void A_model_that_is_quantized_already_keeps_its_weights()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json(
            "calibrate", SharedData.Require("models/trained/fashion_qmlp_qdq.onnx"), "--weights", "4", "--token-groups", "2", "--output", folder["x.qmlp"]);
        Assert.Equal(["token-groups", "weights"], Options(report));
        Assert.Equal("the model is quantized already", report.GetProperty("ineffectiveOptions")[0].GetProperty("reason").GetString());
    }

    private static IEnumerable<string> Options(JsonElement report) =>
        report.GetProperty("ineffectiveOptions").EnumerateArray().Select(note => note.GetProperty("option").GetString()!);

    private static string[] PlainMlp(TemporaryFolder folder)
    {
        var net = new LayerWriter("mlp", seed: 4);
        var hidden = net.Relu("relu", net.Gemm("fc1", net.Input(32), 32, 24));
        File.WriteAllBytes(folder["mlp.onnx"], net.Finish(net.Gemm("fc2", hidden, 24, 4), 4));
        SampleFile.Write(folder["mlp.npy"], [32], count: 16);
        return ["calibrate", folder["mlp.onnx"], "--data", folder["mlp.npy"], "--output", folder["mlp.qmlp"]];
    }
}
