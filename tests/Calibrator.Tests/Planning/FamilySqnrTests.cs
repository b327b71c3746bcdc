using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>
/// From PyTorch's export to the quantized network: the outputs' SQNR against PyTorch's own outputs, held to what a fake-quantized float
/// simulation reached (shared/models/family/SQNR.md), less 2 dB.
/// </summary>
public class FamilySqnrTests
{
    /// <summary>Model and the simulation's figure in dB.</summary>
    public static TheoryData<string, double> Models => new()
    {
        { "mixer_a", 30.5 }, { "mixer_b", 28.6 }, { "resmlp_a", 33.6 }, { "resmlp_b", 31.9 }, { "qresmlp_a", 33.8 }, { "qresmlp_b", 33.8 },
        { "qmixer_a", 31.4 }, { "qmixer_b", 30.9 }, { "qmixer_c", 32.6 }, { "qmixer_d", 30.5 }, { "mlp_a", 33.5 }, { "mlp_b", 34.9 },
        { "gmlp_a", 26.5 }, { "gmlp_b", 26.9 }, { "gmixer_a", 23.8 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Output_is_no_worse_than_the_simulation_s_less_two_decibels(string name, double simulated)
    {
        var samples = SharedData.Require($"models/family/{name}.npz");
        var model = OnnxModel.Load(SharedData.Require($"models/family/{name}_op17.onnx"));
        var graph = Importer.Import(model);
        var plan = QuantizationPlan.Create(graph, new QuantizationSettings());
        var options = new DataOptions(new Shape([.. graph.Input.Shape.Dims[1..]]));
        using var source = DataSpec.Open(samples + ":input", options);
        using var expected = DataSpec.Open(samples + ":output", new DataOptions(new Shape(10)));
        var ranges = Observer.Observe(model, graph, source, plan.Requests, CalibrationMethod.MinMax);
        var provenance = TestProvenance.Of(model.FileName, source.Count);
        var quantized = NetworkQuantizer.Quantize(plan, ranges, new FloatInput(), provenance, []);
        Assert.Empty(ModelReader.Read(ModelWriter.Write(quantized)).Errors);

        var sqnr = Sqnr(quantized, source, expected);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {sqnr:0.0} dB, simulated {simulated} dB");
        Assert.True(sqnr >= simulated - 2, $"{name}: {sqnr:0.0} dB, simulated {simulated} dB");
    }

    private static double Sqnr(QuantizedModel quantized, ISampleSource source, ISampleSource expected)
    {
        var reference = new ReferenceInterpreter(quantized);
        var (original, actual) = (new List<float>(), new List<float>());
        for (var i = 0; i < source.Count; i++)
        {
            var (sample, logits) = (new float[source.Shape.Length], new float[expected.Shape.Length]);
            source.ReadFloats(i, sample);
            expected.ReadFloats(i, logits);
            original.AddRange(logits);
            actual.AddRange(reference.Run(sample));
        }

        return Metrics.SqnrDb([.. original], [.. actual]);
    }
}
