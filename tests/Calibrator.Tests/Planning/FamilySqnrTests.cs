using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>
/// From PyTorch's export to the quantized network, as <c>calibrate</c> makes it with no options: the outputs' SQNR against PyTorch's own outputs.
/// It is held to what it was when it was last looked at, so that a loss is noticed and a gain is understood, and to what a fake-quantized float
/// simulation reached (shared/models/family/SQNR.md), less 2 dB.
/// </summary>
public class FamilySqnrTests
{
    /// <summary>Nothing here is random, but float sums of ONNX Runtime depend on the processor, and ranges with them.</summary>
    private const double Tolerance = 0.3;

    /// <summary>Model, the achieved figure and the simulation's, in dB.</summary>
    public static TheoryData<string, double, double> Models => new()
    {
        { "mixer_a", 30.2, 30.5 }, { "mixer_b", 27.0, 28.6 }, { "resmlp_a", 34.2, 33.6 }, { "resmlp_b", 30.1, 31.9 }, { "qresmlp_a", 33.8, 33.8 },
        { "qresmlp_b", 34.4, 33.8 },
        { "qmixer_a", 31.9, 31.4 }, { "qmixer_b", 31.8, 30.9 }, { "qmixer_c", 31.4, 32.6 }, { "qmixer_d", 31.2, 30.5 }, { "mlp_a", 34.1, 33.5 },
        { "mlp_b", 34.6, 34.9 },
        { "gmlp_a", 28.6, 26.5 }, { "gmlp_b", 27.0, 26.9 }, { "gmixer_a", 23.7, 23.8 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void The_default_method_reaches_what_it_reached(string name, double achieved, double simulated)
    {
        var samples = SharedData.Require($"models/family/{name}.npz");
        var model = FloatModel.Load(SharedData.Require($"models/family/{name}_op17.onnx"));
        using var source = DataSpec.Open(samples + ":input", new DataOptions(model.SampleShape));
        using var expected = DataSpec.Open(samples + ":output", new DataOptions(new Shape(10)));
        var request = new CalibrationRequest(model, source, new QuantizationSettings(), CalibrationMethod.Default);
        var quantized = CalibrationPipeline.Run(request, NoProgress.Instance).Model;
        Assert.Empty(ModelReader.Read(ModelWriter.Write(quantized)).Errors);

        var sqnr = Sqnr(quantized, source, expected);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {sqnr:0.0} dB, simulated {simulated} dB");
        Assert.InRange(sqnr, achieved - Tolerance, achieved + Tolerance);
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
