using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;

namespace QMlp.EndToEnd.Tests;

/// <summary>The small exports of the MLP family, calibrated on their own eight samples and compared with PyTorch's outputs.</summary>
public class FamilyTests
{
    /// <summary>How far below the simulation's figure in SQNR.md a model may be: the simulation quantizes less than the real thing does.</summary>
    private const double AllowedBelow = 2;

    public static TheoryData<string> Exports()
    {
        string[] names =
        [
            "mixer_a_op13", "mixer_a_op13_dyn", "mixer_a_op17", "mixer_a_op17_dyn", "mixer_b_op13", "mixer_b_op17",
            "resmlp_a_op13", "resmlp_a_op17", "resmlp_a_op17_dyn", "resmlp_b_op13", "resmlp_b_op17",
            "qresmlp_a_op13", "qresmlp_a_op13_dyn", "qresmlp_a_op17", "qresmlp_a_op17_dyn", "qresmlp_b_op13", "qresmlp_b_op17",
            "qmixer_a_op13", "qmixer_a_op17", "qmixer_a_op17_dyn", "qmixer_b_op13", "qmixer_b_op17",
            "qmixer_c_op13", "qmixer_c_op17", "qmixer_d_op13", "qmixer_d_op17",
            "mlp_a_op13", "mlp_a_op17", "mlp_a_op17_dyn", "mlp_b_op13", "mlp_b_op17",
            "gmlp_a_op13", "gmlp_a_op17", "gmlp_a_op17_dyn", "gmlp_b_op13", "gmlp_b_op17", "gmixer_a_op13", "gmixer_a_op17", "gmixer_a_op17_dyn",
        ];
        return [.. names];
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void Eight_bits_keep_the_signal(string export)
    {
        var onnx = SharedData.Require($"models/family/{export}.onnx");
        var name = export[..export.IndexOf("_op", StringComparison.Ordinal)];
        var samples = SharedData.Require($"models/family/{name}.npz");
        using var folder = new TemporaryFolder();
        var file = folder[$"{export}.qmlp"];
        Cli.Done("calibrate", onnx, "--data", samples + ":input", "--output", file);

        // verify (below) proves that the generated code gives what the reference gives, so the reference speaks for both.
        var model = QuantizedModelFile.Load(file);
        var reference = new ReferenceInterpreter(model);
        using var inputs = DataSpec.Open(samples + ":input", new DataOptions(new Shape([.. model.Input.Shape])));
        using var expected = DataSpec.Open(samples + ":output", new DataOptions(new Shape(ModelFacts.OutputLength(model))));
        var sqnr = Metrics.SqnrDb(AllFloats(expected), [.. Rows(inputs).SelectMany(sample => reference.Run(sample))]);
        var simulated = SimulatedSqnr(name);
        Assert.True(sqnr >= simulated - AllowedBelow, $"{export}: {sqnr:F1} dB, the simulation has {simulated:F1} dB");

        Assert.Equal(Cli.Json("inspect", onnx).GetProperty("parameters").GetInt64(), Cli.Json("inspect", file).GetProperty("parameters").GetInt64());

        // One export of each network is enough here: the others differ in dialect, which import has made one.
        if (export.EndsWith("_op17", StringComparison.Ordinal))
        {
            Assert.True(Cli.Json("verify", file).GetProperty("exact").GetBoolean());
        }
    }

    private static double SimulatedSqnr(string name) =>
        double.Parse(
            File.ReadLines(SharedData.Require("models/family/SQNR.md")).Single(line => line.StartsWith($"| {name} |", StringComparison.Ordinal)).Split('|')[2],
            System.Globalization.CultureInfo.InvariantCulture);

    private static float[] AllFloats(ISampleSource source) => [.. Rows(source).SelectMany(row => row)];

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
