using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Pipeline;

/// <summary>What is to be calibrated, on what, and how.</summary>
/// <param name="Samples">The calibration data; it stays its owner's.</param>
/// <param name="Method">How ranges of activations are chosen.</param>
sealed record CalibrationRequest(FloatModel Model, ISampleSource Samples, QuantizationSettings Settings, CalibrationMethod Method);
