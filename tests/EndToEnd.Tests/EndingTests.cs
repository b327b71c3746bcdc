using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Onnx;
using QMlp.ModelZoo;

namespace QMlp.EndToEnd.Tests;

/// <summary>Networks that end in something else than a linear layer, or in several outputs: calibrated, verified and compared with ONNX Runtime.</summary>
public class EndingTests
{
    private const int Inputs = 16, Classes = 10;

    /// <summary>Over all outputs and samples, in dB.</summary>
    private const double Sqnr = 25;

    [Theory]
    [InlineData("r04_softmax", "gemm_11")]
    [InlineData("r04b_logsoftmax", "gemm_11")]
    [InlineData("r04d_argmax2out", "output")]
    [InlineData("r06_skl_mlpclassifier", "add_6")]
    public void Files_of_other_exporters_are_compared_on_their_logits(string name, string logits)
    {
        using var folder = new TemporaryFolder();
        var (model, data) = (SharedData.Require($"models/dialects/{name}.onnx"), SharedData.Require("models/dialects/v16.npy"));
        Check(folder, model, data, notes: 1, []);
        Cli.Done("report", folder["net.qmlp"], "--data", data, "--samples", "8", "--against", model, "--output", folder["net.html"]);
        var inspected = Cli.Json("inspect", model);
        Assert.Equal(logits, inspected.GetProperty("output").GetString());
        Assert.Equal(1, inspected.GetProperty("notes").GetArrayLength());
        Assert.Contains("\nNote: the ", Cli.Done("inspect", model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("ArgMax")]
    [InlineData("Reshape", "Softmax", "Squeeze")]
    public void What_changes_no_ranking_is_left_out(params string[] ending)
    {
        using var folder = new TemporaryFolder();
        Check(folder, Model(folder, ending), Data(folder), notes: 1, []);
    }

    /// <summary>A clamp, a norm, a mean, a residual sum, a function that is asked for: regressors and embeddings end so.</summary>
    [Theory]
    [InlineData("end0", "Relu")]
    [InlineData("end0", "Clip")]
    [InlineData("end0", "LayerNormalization")]
    [InlineData("end0", "Sigmoid")]
    [InlineData("end0", "Tanh")]
    [InlineData("hidden", "Softmax")]
    public void Other_endings_are_given_as_floats(string output, params string[] ending)
    {
        using var folder = new TemporaryFolder();
        Check(folder, Model(folder, ending), Data(folder), notes: 1, ["--output-node", output]);
    }

    [Fact]
    public void The_output_of_several_is_chosen()
    {
        using var folder = new TemporaryFolder();
        var b = Network();
        b.Output("logits", 1, Classes);
        b.Output(Gemm(b, "boxes", "hidden", 4), 1, 4);
        File.WriteAllBytes(folder["net.onnx"], b.ToBytes());
        string[] command = ["calibrate", folder["net.onnx"], "--data", Data(folder), "--output", folder["net.qmlp"]];
        Cli.Run(command).AssertRefusal(ExitCode.BadInput, "2 outputs ('logits' [1, 10], 'boxes' [1, 4])");
        Check(folder, folder["net.onnx"], Data(folder), notes: 0, ["--output-node", "boxes"]);
        string[] against = ["--data", Data(folder), "--against", folder["net.onnx"], "--output-node"];
        Cli.Done(["report", folder["net.qmlp"], "--output", folder["net.html"], .. against, "boxes"]);
        Cli.Run(["evaluate", folder["net.qmlp"], .. against, "logits"]).AssertRefusal(ExitCode.BadInput, "--output-node");
    }

    /// <summary>One number for each sample: there are no classes, and nothing may need any.</summary>
    [Fact]
    public void A_regressor_has_no_classes()
    {
        using var folder = new TemporaryFolder();
        var b = Network();
        b.Output(Gemm(b, "value", "hidden", 1), 1, 1);
        File.WriteAllBytes(folder["net.onnx"], b.ToBytes());
        var evaluated = Check(folder, folder["net.onnx"], Data(folder), notes: 0, []);
        Assert.False(evaluated.TryGetProperty("top1", out var top1) && top1.ValueKind == System.Text.Json.JsonValueKind.Number);
    }

    private static System.Text.Json.JsonElement Check(TemporaryFolder folder, string model, string data, int notes, string[] chosen)
    {
        var quantized = folder["net.qmlp"];
        var report = Cli.Json(["calibrate", model, "--data", data, "--output", quantized, .. chosen]);
        Assert.Equal(notes, report.GetProperty("notes").GetArrayLength());
        Cli.Done("verify", quantized);
        var evaluated = Cli.Json(["evaluate", quantized, "--data", data, "--against", model, .. chosen]);
        Assert.InRange(evaluated.GetProperty("sqnrDb").GetDouble(), Sqnr, 200);
        return evaluated;
    }

    private static string Model(TemporaryFolder folder, string[] ending)
    {
        var (b, x) = (Network(), "logits");
        for (var i = 0; i < ending.Length; i++)
        {
            string[] inputs = ending[i] switch
            {
                "Clip" => [x, b.Floats("low", [-0.5f]), b.Floats("high", [0.5f])],
                "LayerNormalization" => [x, b.Floats("gain", [.. Enumerable.Repeat(1f, Classes)], Classes)],
                "Reshape" => [x, b.Longs("shape", [1, 1, Classes], 3)],
                "Squeeze" => [x, b.Longs("axes", [1], 1)],
                _ => [x],
            };
            x = b.Node(ending[i], $"end{i}", inputs, ending[i] == "ArgMax" ? [("axis", 1)] : []);
        }

        b.Output(x, 1, ending[^1] == "ArgMax" ? 1 : Classes);
        if (ending[^1] == "ArgMax")
        {
            b.Build().Graph.Output[0].Type.TensorType.ElemType = (int)Calibrator.Onnx.Schema.TensorProto.Types.DataType.Int64;
        }

        var path = folder["model.onnx"];
        File.WriteAllBytes(path, b.ToBytes());
        return path;
    }

    private static string Data(TemporaryFolder folder)
    {
        SampleFile.Write(folder["data.npy"], [Inputs], count: 64);
        return folder["data.npy"];
    }

    private static OnnxModelBuilder Network()
    {
        var b = new OnnxModelBuilder("net", 17);
        var hidden = b.Node("Relu", "hidden", [Gemm(b, "first", b.Input("x", 1, Inputs), Inputs)]);
        Gemm(b, "logits", hidden, Classes);
        return b;
    }

    /// <summary>A layer of random weights on as many values as the network has inputs.</summary>
    private static string Gemm(OnnxModelBuilder b, string name, string x, int outputs)
    {
        var random = new SeededRandom((ulong)name.Length);
        var weights = b.Floats($"{name}.weight", random.Normals(Inputs * outputs, 0, 0.35), Inputs, outputs);
        return b.Node("Gemm", name, [x, weights, b.Floats($"{name}.bias", random.Normals(outputs, 0, 0.1), outputs)]);
    }
}
