using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Quantization;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Quantization;

/// <summary>From a quantized ONNX file to the reference interpreter, without data.</summary>
static class QuantizedModels
{
    public static ReferenceInterpreter Import(byte[] onnx) => new(Quantize(Models.Load(onnx)));

    public static QuantizedModel Quantize(OnnxModel onnx)
    {
        var graph = Importer.Import(onnx);
        Assert.True(graph.IsQuantized);
        var plan = QuantizationPlan.Create(graph, new QuantizationSettings());
        var provenance = new Provenance("test", "model.onnx", new string('0', 64), "none", string.Empty, 0, EquatableArray<Setting>.Empty);
        return NetworkQuantizer.Quantize(plan, RangeAnalysis.Estimate(plan), new FloatInput(), provenance, RandomSamples.Of(graph));
    }
}
