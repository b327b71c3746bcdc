using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Quantization;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>From a float model and data to a quantized model in memory: what <c>calibrate</c> writes and <c>sensitivity</c> looks at.</summary>
static class Quantizing
{
    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static QuantizedModel Run(
        OnnxModel onnx, FloatGraph graph, ISampleSource source, QuantizationSettings settings, CalibrationMethod method, Terminal terminal)
    {
        var plan = QuantizationPlan.Create(graph, settings);
        var ranges = terminal.Track("Observing", progress => Observer.Observe(onnx, graph, source, plan.Requests, method, progress));
        return NetworkQuantizer.Quantize(
            plan,
            ranges,
            CalibratedInput.Describe(plan, source),
            CalibrationProvenance.Create(onnx, source, settings, method),
            CalibratedInput.Samples(source, graph, settings));
    }
}
