using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>A trained network that PyTorch's exporter wrote with fake quantization, taken without data, against ONNX Runtime's run of it.</summary>
public class QuantizedTrainedTests
{
    private const int TestImages = 1000;

    [Fact]
    public void Agrees_with_ONNX_Runtime_on_test_images()
    {
        var path = SharedData.Require("models/trained/fashion_qmlp_qdq.onnx");
        var model = OnnxModel.Load(path);
        var reference = new ReferenceInterpreter(QuantizedModels.Quantize(model));
        var options = new DataOptions(new Shape([.. model.InputShape.Dims[1..]])) { Mean = [0.2860f], Std = [0.3530f], Samples = TestImages };
        using var images = DataSpec.Open(SharedData.Require("data/fashion-mnist/t10k-images-idx3-ubyte.gz"), options);
        using var original = new OnnxRuntime(File.ReadAllBytes(path));
        var (expected, actual) = (new float[images.Count][], new float[images.Count][]);
        for (var i = 0; i < images.Count; i++)
        {
            var sample = new float[images.Shape.Length];
            images.ReadFloats(i, sample);
            expected[i] = original.Run(model.InputShape.Dims, sample);
            actual[i] = reference.Run(reference.QuantizeInput(sample));
        }

        var sqnr = Metrics.SqnrDb([.. expected.SelectMany(logits => logits)], [.. actual.SelectMany(logits => logits)]);
        var same = Enumerable.Range(0, TestImages).Count(i => Top(expected[i]) == Top(actual[i]));
        TestContext.Current.TestOutputHelper?.WriteLine($"{sqnr:0.0} dB, {same} of {TestImages} classes alike");
        Assert.True(sqnr >= 40, $"{sqnr:0.0} dB");
        Assert.InRange(same, 995, TestImages);
    }

    private static int Top(float[] logits) => Array.IndexOf(logits, logits.Max());
}
