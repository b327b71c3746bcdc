using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Export;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Networks with norms, GELU and residual sums that are quantized already, against ONNX Runtime or what they were made of.</summary>
public class QuantizedMixerTests
{
    private const int Tokens = 9, Channels = 16, Hidden = 32, Classes = 5, Samples = 60;

    /// <param name="everywhere">
    /// True: every tensor is rounded, as by quantize_static. False: the inputs of linear layers only, as by fake quantization in PyTorch.
    /// </param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Norms_and_GELU(bool everywhere)
    {
        var bytes = Mixer(everywhere);
        var reference = QuantizedModels.Import(bytes);
        using var original = new OnnxRuntime(bytes);
        var length = Tokens * Channels;
        var samples = Models.Random(11, Samples * length);
        var (expected, actual) = (new List<float>(), new List<float>());
        for (var i = 0; i < Samples; i++)
        {
            var sample = samples[(i * length)..((i + 1) * length)];
            expected.AddRange(original.Run([1, Tokens, Channels], sample));
            actual.AddRange(reference.Run(reference.QuantizeInput(sample)));
        }

        var sqnr = Metrics.SqnrDb([.. expected], [.. actual]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sqnr:0.0} dB");
        Assert.True(sqnr >= 40, $"{sqnr:0.0} dB");
    }

    /// <summary>What `qmlp export` writes is read back: the same weights and scales, and nearly the same logits.</summary>
    [Fact]
    public void Our_own_export()
    {
        var model = QuantizedModels.Quantize(OnnxModel.Load(SharedData.Require("models/trained/fashion_qmlp_qdq.onnx")));
        var (first, second) = (new ReferenceInterpreter(model), QuantizedModels.Import(OnnxExporter.Export(model, ExportFormat.OnnxQdq)));
        var (expected, actual) = (new List<float>(), new List<float>());
        foreach (var sample in Enumerable.Range(0, 20).Select(i => Models.Random(i, 28 * 28)))
        {
            Assert.Equal(first.QuantizeInput(sample), second.QuantizeInput(sample));
            expected.AddRange(first.Run(first.QuantizeInput(sample)));
            actual.AddRange(second.Run(second.QuantizeInput(sample)));
        }

        var sqnr = Metrics.SqnrDb([.. expected], [.. actual]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sqnr:0.0} dB");
        Assert.True(sqnr >= 40, $"{sqnr:0.0} dB");
    }

    private static byte[] Mixer(bool everywhere)
    {
        var b = new OnnxModelBuilder("mixer", 20);
        string Round(string name, string x, float scale, int zeroPoint, bool always = false) =>
            always || everywhere ? b.Round(name, x, scale, zeroPoint) : x;

        var x = b.Round("input/r", b.Input("x", 1, Tokens, Channels), 4 / 255f, 128);
        x = Round("stem/r", Linear(b, "stem", x, Channels, Channels), 0.05f, 128);

        // Tokens are mixed between two transposes, each with a pair before and after it.
        var y = Round("norm1/r", Norm(b, "norm1", x), 0.04f, 128, always: true);
        y = Round("turned/r", b.Node("Transpose", "turned", [y], ("perm", new[] { 0, 2, 1 })), 0.04f, 128);
        y = Round("token/r", Linear(b, "token", y, Tokens, Tokens), 0.03f, 125);
        y = Round("back/r", b.Node("Transpose", "back", [y], ("perm", new[] { 0, 2, 1 })), 0.03f, 125);
        x = Round("sum1/r", b.Node("Add", "sum1", [x, y]), 0.06f, 128);

        y = Round("norm2/r", Norm(b, "norm2", x), 0.04f, 128, always: true);
        y = Round("fc1/r", Linear(b, "fc1", y, Channels, Hidden), 0.04f, 128);
        y = Round("gelu/r", b.Node("Gelu", "gelu", [y]), 0.02f, 9, always: true);
        y = Round("fc2/r", Linear(b, "fc2", y, Hidden, Channels), 0.03f, 128);
        x = Round("sum2/r", b.Node("Add", "sum2", [x, y]), 0.08f, 128);

        x = Round("norm3/r", Norm(b, "norm3", x), 0.04f, 128);
        x = b.Node("ReduceMean", "mean", [x, b.Longs("axes", [1], 1)], ("keepdims", 0));
        x = b.Round("mean/r", x, 0.015f, 128);
        b.Output(Linear(b, "head", x, Channels, Classes), 1, Classes);
        return b.ToBytes();
    }

    private static string Linear(OnnxModelBuilder b, string name, string x, int depth, int rows)
    {
        var scale = 1 / (75 * MathF.Sqrt(depth));
        var weights = b.Dequantized($"{name}/weight", Qdq.Random(name[^1], depth * rows, -127, 127), [depth, rows], [scale], [0], 0);
        return b.Node("Add", $"{name}/out", [b.Node("MatMul", $"{name}/product", [x, weights]), b.RandomFloats($"{name}/bias", rows)]);
    }

    private static string Norm(OnnxModelBuilder b, string name, string x) => b.Node(
        "LayerNormalization", name,
        [x, b.Floats($"{name}/gain", [.. Models.Random(5, Channels).Select(value => 1 + (value / 8))], Channels), b.RandomFloats($"{name}/shift", Channels)]);
}
