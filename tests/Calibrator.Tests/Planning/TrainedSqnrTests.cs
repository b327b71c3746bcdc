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
/// Trained models, calibrated on byte images of the training set as <c>calibrate</c> does with no options, and compared with float on test images: the
/// SQNR that they had when it was last looked at, and no worse than a fake-quantized float simulation (shared/models/INDEX.md), less 2 dB. The
/// first test images only; the whole set is run by the generated code elsewhere.
/// </summary>
public class TrainedSqnrTests
{
    private const int TestImages = 60;

    /// <summary>As for the models of the family: a loss is noticed, and a gain is understood.</summary>
    private const double Tolerance = 0.3;

    [Theory]
    [InlineData("fashion_qmlp", 43.8, 42.9)]
    [InlineData("fashion_resmlp", 36.9, 33.9)]
    public void Fashion(string name, double achieved, double simulated) => Check(
        name, "data/fashion-mnist/train-images-idx3-ubyte.gz", "data/fashion-mnist/t10k-images-idx3-ubyte.gz", [0.2860f], [0.3530f], achieved, simulated);

    [Theory]
    [InlineData("cifar_qmlp", 39.4, 39.2)]
    [InlineData("cifar_resmlp", 33.9, 29.2)]
    public void Cifar(string name, double achieved, double simulated) => Check(
        name, "data/cifar10/train-2000.tar", "data/cifar10/test.tar", [.4914f, .4822f, .4465f], [.2470f, .2435f, .2616f], achieved, simulated);

    private static void Check(string name, string train, string test, float[] mean, float[] std, double achieved, double simulated)
    {
        var model = FloatModel.Load(SharedData.Require($"models/trained/{name}_op17.onnx"));
        var options = new DataOptions(model.SampleShape) { Mean = mean, Std = std };
        using var calibration = DataSpec.Open(SharedData.Require(train), options);
        using var images = DataSpec.Open(SharedData.Require(test), options with { Samples = TestImages });
        var request = new CalibrationRequest(model, calibration, new QuantizationSettings(), CalibrationMethod.Default);
        var quantized = CalibrationPipeline.Run(request, NoProgress.Instance).Model;
        Assert.NotEqual(PixelLayout.None, quantized.Input.Pixels);
        var reference = new ReferenceInterpreter(quantized);
        var (original, actual) = (new List<float>(), new List<float>());
        for (var i = 0; i < images.Count; i++)
        {
            var (sample, bytes) = (new float[images.Shape.Length], new byte[images.Shape.Length]);
            images.ReadFloats(i, sample);
            images.ReadPixels(i, bytes);
            Assert.Equal(bytes, reference.QuantizeInput(sample));
            original.AddRange(FloatExecutor.Run(model.Graph, sample));
            actual.AddRange(reference.Run(bytes));
        }

        var sqnr = Metrics.SqnrDb([.. original], [.. actual]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {sqnr:0.0} dB, simulated {simulated} dB");
        Assert.InRange(sqnr, achieved - Tolerance, achieved + Tolerance);
        Assert.True(sqnr >= simulated - 2, $"{name}: {sqnr:0.0} dB, simulated {simulated} dB");
    }
}
