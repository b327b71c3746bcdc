using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Reference;

namespace QMlp.EndToEnd.Tests;

/// <summary>
/// Circulant channel-specific token mixing ("Rethinking Token-Mixing MLP", arXiv 2106.14882): every export in the folder, from PyTorch's file to
/// generated code.
/// </summary>
public class CirculantMixingTests
{
    /// <summary>Of max |difference| / max |output|.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>How far below the simulation's figure in SQNR.md a model may be.</summary>
    private const double AllowedBelow = 1;

    /// <summary>Options where the default settings do not reach that: ranges of least squared error lose 3 dB to min/max on this model.</summary>
    private static readonly Dictionary<string, string[]> Options = new() { ["ccs_c"] = ["--method", "minmax"] };

    public static TheoryData<string> Exports() =>
        [.. Directory.GetFiles(SharedData.Require("models/family"), "ccs_*.onnx").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    [Theory]
    [MemberData(nameof(Exports))]
    public void An_export_is_calibrated_and_compiled_exactly(string export)
    {
        var onnx = SharedData.Require($"models/family/{export}.onnx");
        var name = export[..export.IndexOf("_op", StringComparison.Ordinal)];
        var samples = SharedData.Require($"models/family/{name}.npz");
        using var folder = new TemporaryFolder();
        var file = folder[$"{export}.qmlp"];
        Cli.Done(["calibrate", onnx, "--data", samples + ":input", "--output", file, .. Options.GetValueOrDefault(name, [])]);

        var graph = Importer.Import(OnnxModel.Load(onnx));
        var reference = new ReferenceInterpreter(QuantizedModelFile.Load(file));
        using var inputs = DataSpec.Open(samples + ":input", new DataOptions(new Shape([.. graph.Input.Shape.Dims[1..]])));
        using var outputs = DataSpec.Open(samples + ":output", new DataOptions(new Shape(graph.Output.Shape.Length)));
        float[] expected = [.. Rows(outputs).SelectMany(row => row)];
        float[] imported = [.. Rows(inputs).SelectMany(sample => FloatExecutor.Run(graph, sample))];
        float[] quantized = [.. Rows(inputs).SelectMany(sample => reference.Run(sample))];

        Assert.InRange(expected.Zip(imported, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs), 0, Tolerance);
        var (sqnr, simulated) = (Metrics.SqnrDb(expected, quantized), SimulatedSqnr(name));
        TestContext.Current.TestOutputHelper?.WriteLine($"{export}: {sqnr:F1} dB, the simulation has {simulated:F1} dB");
        Assert.True(sqnr >= simulated - AllowedBelow, $"{export}: {sqnr:F1} dB, the simulation has {simulated:F1} dB");
        Assert.All(Cli.Json("verify", file).GetProperty("tiers").EnumerateArray(), tier => Assert.True(tier.GetProperty("exact").GetBoolean()));
    }

    /// <summary>One layer for all groups of a block and no pass that moves elements, wherever the export keeps the channels of a group.</summary>
    [Theory]
    [MemberData(nameof(Exports))]
    public void A_block_has_no_moves(string export)
    {
        var graph = Importer.Import(OnnxModel.Load(SharedData.Require($"models/family/{export}.onnx")));
        Assert.DoesNotContain(graph.Nodes, node => node is ReshapeNode or TransposeNode or SliceNode or ConcatNode);
        var mixings = graph.Nodes.OfType<LinearNode>().Where(node => node.Axis < node.Input.Shape.Rank - 1).ToList();
        Assert.NotEmpty(mixings);
        Assert.All(mixings, mixing => Assert.True(mixing.Groups.Count > 1));
    }

    private static double SimulatedSqnr(string name) =>
        double.Parse(
            File.ReadLines(SharedData.Require("models/family/SQNR.md")).Single(line => line.StartsWith($"| {name} |", StringComparison.Ordinal)).Split('|')[2],
            System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<float[]> Rows(ISampleSource source)
    {
        for (var i = 0; i < source.Count; i++)
        {
            var row = new float[source.Shape.Length];
            source.ReadFloats(i, row);
            yield return row;
        }
    }
}
