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

    [Theory]
    [InlineData("mixer_a_op13.onnx")]
    [InlineData("resmlp_a_op17.onnx")]
    [InlineData("qmixer_b_op17.onnx")]
    [InlineData("qresmlp_b_op13.onnx")]
    [InlineData("gmlp_b_op17.onnx")]
    [InlineData("ccs_a_op17_dyn.onnx")]
    [InlineData("ccs_b_op13.onnx")]
    public void Every_value_can_be_read_off_the_original_file(string file)
    {
        var path = SharedData.Require("models/family/" + file);
        var model = OnnxModel.Load(path);
        var graph = Importer.Import(model);
        var values = FloatExecutor.RunAll(graph, Models.Random(5, graph.Input.Shape.Length));
        var parts = values.Keys.SelectMany(value => value.Origin?.Tensors ?? []).Select(tensor => tensor.Name).Distinct().ToList();
        using var original = new OnnxRuntime(ObservedModel.WithOutputs(model, parts.Except([model.InputName, model.OutputName])));
        var tensors = original.RunAll(graph.Input.Shape.Dims, values[graph.Input]);
        tensors[model.InputName] = values[graph.Input];
        foreach (var (value, expected) in values)
        {
            if (value.Origin is null)
            {
                Assert.True(
                    value.Name.EndsWith(":patches", StringComparison.Ordinal) || value.Name.EndsWith(":mean", StringComparison.Ordinal),
                    $"{value} has no origin");
                continue;
            }

            var read = new float[expected.Length];
            value.Origin.Read(tensor => tensors[tensor], read);
            Assert.InRange(OnnxRuntime.RelativeError(read, expected), 0, Tolerance);
        }
    }

    [Fact]
    public void Layers_have_the_names_of_the_modules()
    {
        var graph = Importer.Import(OnnxModel.Load(SharedData.Require("models/family/qmixer_b_op13.onnx")));
        Assert.Equal(
            [
                "stem.patches", "stem",
                "blocks.0.norm1", "blocks.0.tok.mlps.fc1", "blocks.0.tok.mlps.act", "blocks.0.tok.mlps.fc2", "blocks.0.add",
                "blocks.0.norm2", "blocks.0.mlp_channels.fc1", "blocks.0.mlp_channels.act", "blocks.0.mlp_channels.fc2", "blocks.0.add_1",
            ],
            graph.Nodes.Take(12).Select(node => node.Name));
    }

    [Fact]
    public void Trained_networks_agree_with_the_original_file()
    {
        var folder = SharedData.Require("models/trained");
        var paths = Directory.GetFiles(folder, "*.onnx").Where(path => !path.Contains("_qdq", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var graph = Importer.Import(OnnxModel.Load(path));
            var random = new Random(1);
            var sample = new float[graph.Input.Shape.Length];
            for (var i = 0; i < sample.Length; i++)
            {
                sample[i] = (random.NextSingle() * 2) - 1;
            }

            using var original = new OnnxRuntime(File.ReadAllBytes(path));
            Assert.InRange(OnnxRuntime.RelativeError(FloatExecutor.Run(graph, sample), original.Run(graph.Input.Shape.Dims, sample)), 0, Tolerance);
        }
    }
}
