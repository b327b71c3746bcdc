using System.Text.Json;
using QMlp.ModelZoo;

namespace QMlp.EndToEnd.Tests;

/// <summary>
/// Exported models in ONNX Runtime against our own code. They round in other places (norms and residuals stay float there), so the
/// outputs agree within the noise of quantization and not to the bit.
/// </summary>
public sealed class ExportTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    /// <summary>All but a handful of the images.</summary>
    private const double Agreement = 0.985;

    private const string Images = "600";

    private const double SqnrDb = 30;

    [Fact]
    public void Export_says_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json("export", model.Quantized, "--output", folder["x.onnx"]);
        Assert.Equal("onnx-qdq", report.GetProperty("format").GetString());
        Assert.Equal(new FileInfo(folder["x.onnx"]).Length, report.GetProperty("bytes").GetInt64());
        Assert.Equal([1, 1, 28, 28], report.GetProperty("inputShape").EnumerateArray().Select(dim => dim.GetInt32()));
        Assert.Contains("onnx-qdq", Cli.Done("export", model.Quantized, "--output", folder["x.onnx"]), StringComparison.Ordinal);
        Assert.Equal(["x.onnx"], folder.Names);
    }

    /// <summary>The bundled Q-MLP: token mixing in groups, LayerNorm, ReLU6, pixels.</summary>
    [Theory]
    [InlineData("onnx-qdq", "8", "8", SqnrDb)]
    [InlineData("onnx-qdq", "7", "8", SqnrDb)]
    [InlineData("onnx-qdq", "8", "4", SqnrDb)]
    // MatMulNBits quantizes activations by ranges of its own, so both sides carry noise.
    [InlineData("onnx-matmulnbits", "8", "4", 28)]
    [InlineData("onnx-qdq", "8", "4 --weight-groups 32", SqnrDb)]
    [InlineData("onnx-matmulnbits", "8", "4 --weight-groups 32", 28)]
    public void The_bundled_model_agrees(string format, string activations, string weights, double sqnrDb)
    {
        using var folder = new TemporaryFolder();
        string[] calibrate =
        [
            "calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization,
            "--samples", "64", "--activations", activations, "--weights", .. weights.Split(' '), "--output", folder["x.qmlp"],
        ];
        Cli.Done(calibrate);
        AssertAgrees(folder, "x", format, QuickstartModel.TestImages, sqnrDb);
    }

    [Theory]
    [InlineData("mnist_mlp_784-256-256-10", "mnist", "0", "1", "8")]
    [InlineData("fashion_resmlp_op17", "fashion-mnist", "0.2860", "0.3530", "8")]
    [InlineData("fashion_resmlp_op17", "fashion-mnist", "0.2860", "0.3530", "7")]
    [InlineData("cifar_resmlp_op17", "cifar10", ".4914,.4822,.4465", ".2470,.2435,.2616", "8")]
    public void Trained_models_agree(string name, string data, string mean, string std, string activations)
    {
        var onnx = SharedData.Require($"models/trained/{name}.onnx");
        var (train, test) = data == "cifar10"
            ? ("data/cifar10/train-2000.tar", "data/cifar10/test.tar")
            : ($"data/{data}/train-images-idx3-ubyte.gz", $"data/{data}/t10k-images-idx3-ubyte.gz");
        using var folder = new TemporaryFolder();
        Cli.Done(
            "calibrate", onnx, "--data", SharedData.Require(train), "--mean", mean, "--std", std, "--activations", activations, "--output", folder["x.qmlp"]);
        AssertAgrees(folder, "x", "onnx-qdq", SharedData.Require(test), SqnrDb);
    }

    /// <summary>
    /// Products of two activations. The networks are untrained and eight samples are all there is: what rounds apart in the first block, by one step in
    /// some hundred values, grows from gate to gate, as the quantization noise itself does (26 dB and 24 dB in shared/models/family/SQNR.md).
    /// </summary>
    [Theory]
    [InlineData("gmlp_a", SqnrDb, 7 / 8.0)]
    [InlineData("gmixer_a", 24, 7 / 8.0)]
    public void Gated_networks_agree(string name, double sqnrDb, double agreement)
    {
        var samples = SharedData.Require($"models/family/{name}.npz") + ":input";
        using var folder = new TemporaryFolder();
        Cli.Done("calibrate", SharedData.Require($"models/family/{name}_op17.onnx"), "--data", samples, "--output", folder["x.qmlp"]);
        AssertAgrees(folder, "x", "onnx-qdq", samples, sqnrDb, agreement);
    }

    /// <summary>Activation functions that bound 16-bit values: behind a residual sum, and on what two branches share.</summary>
    [Fact]
    public void Bounds_of_the_residual_stream_are_exported()
    {
        using var folder = new TemporaryFolder();
        var net = new LayerWriter("bounded", seed: 3);
        var x = net.Relu("stem.act", net.Linear("stem", net.Input(8, 16), 16, 24));
        x = net.Relu("sum.act", net.Add("sum", x, net.Linear("fc1", x, 24, 24)));
        x = net.Relu6("last.act", net.Add("last", x, net.Linear("fc2", x, 24, 24)));
        File.WriteAllBytes(folder["x.onnx"], net.Head(net.LayerNorm("norm", x, 24), 24, 5));
        SampleFile.Write(folder["x.npy"], [8, 16], 64);
        Cli.Done("calibrate", folder["x.onnx"], "--data", folder["x.npy"], "--output", folder["x.qmlp"]);
        AssertAgrees(folder, "x", "onnx-qdq", folder["x.npy"], SqnrDb);
    }

    private static void AssertAgrees(TemporaryFolder folder, string name, string format, string images, double sqnrDb, double agreement = Agreement)
    {
        var (quantized, exported) = (folder[$"{name}.qmlp"], folder[$"{name}.{format}.onnx"]);
        Cli.Done("export", quantized, "--format", format, "--output", exported);
        var report = Cli.Json("evaluate", quantized, "--data", images, "--against", exported, "--samples", Images);
        Assert.InRange(report.GetProperty("agreement").GetDouble(), agreement, 1);
        // Null: no difference at all. Plain MLPs have no operation in which the two sides could round apart.
        if (report.GetProperty("sqnrDb") is { ValueKind: not JsonValueKind.Null } measured)
        {
            Assert.InRange(measured.GetDouble(), sqnrDb, 200);
        }
    }
}
