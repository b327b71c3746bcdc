using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>Runs the original model over the calibration samples and chooses the ranges of the values that were asked for.</summary>
static class Observer
{
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <returns>For each requested value the ranges of its channel groups, in order.</returns>
    public static IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Observe(
        OnnxModel model,
        FloatGraph graph,
        ISampleSource source,
        IReadOnlyList<ObservationRequest> requests,
        CalibrationMethod method,
        IProgress<double>? progress = null) => throw new NotSupportedException();
}
