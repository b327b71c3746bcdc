using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Exports of real networks: the simplified graph computes what ONNX Runtime computes of the original file, and what PyTorch computed.</summary>
public sealed class FamilyImportTests
{
    /// <summary>Of max |difference| / max |output|.</summary>
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("mixer_")]
    [InlineData("resmlp_")]
    [InlineData("qresmlp_")]
    [InlineData("qmixer_")]
    [InlineData("mlp_")]
    [InlineData("gmlp_")]
    [InlineData("gmixer_")]
    [InlineData("ccs_")]
    [InlineData("convmixer_")]
    [InlineData("s2v1_b")]
    public void A_simplified_network_agrees_with_the_original_file_and_with_PyTorch(string prefix)
    {
        var folder = SharedData.Require("models/family");
        var paths = Directory.GetFiles(folder, prefix + "*.onnx");
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var model = OnnxModel.Load(path);
            var graph = Importer.Import(model);
            var stored = Path.Combine(folder, Path.GetFileName(path).Split("_op")[0] + ".npz");
            var (_, inputs) = StoredArrays.Read(stored, "input");
            var (_, outputs) = StoredArrays.Read(stored, "output");
            using var original = new OnnxRuntime(File.ReadAllBytes(path));
            var length = graph.Input.Shape.Length;
            for (var i = 0; i < 2; i++)
            {
                var sample = inputs[(i * length)..((i + 1) * length)];
                var actual = FloatExecutor.Run(graph, sample);
                var pytorch = outputs.AsSpan(i * actual.Length, actual.Length);
                Assert.InRange(OnnxRuntime.RelativeError(actual, original.Run(graph.Input.Shape.Dims, sample)), 0, Tolerance);
                Assert.InRange(OnnxRuntime.RelativeError(actual, pytorch), 0, Tolerance);
            }
        }
    }

    [Fact]
    public void Trained_networks_agree_with_the_original_file()
    {
        var folder = SharedData.Require("models/trained");
        foreach (var path in Directory.GetFiles(folder, "*.onnx").Where(path => !path.Contains("_qdq", StringComparison.Ordinal)))
        {
            var graph = Importer.Import(OnnxModel.Load(path));
            var random = new Random(1);
            var sample = new float[graph.Input.Shape.Length];
            for (var i = 0; i < sample.Length; i++)
                sample[i] = (random.NextSingle() * 2) - 1;
            using var original = new OnnxRuntime(File.ReadAllBytes(path));
            Assert.InRange(OnnxRuntime.RelativeError(FloatExecutor.Run(graph, sample), original.Run(graph.Input.Shape.Dims, sample)), 0, Tolerance);
        }
    }
}
