using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>Asks for the range of a value of the float network, over <paramref name="Groups"/> equal contiguous channel groups of its last axis.</summary>
/// <param name="FullRange">
/// The smallest and the largest value seen are wanted whatever the calibration method: a 16-bit tensor has values to spare,
/// and clipping the residual stream costs more than it could gain.
/// </param>
sealed record ObservationRequest(Value Value, int Groups, bool FullRange = false);

/// <summary>What calibration found for one channel group of a value: reals in [Min, Max] are to be represented; others saturate.</summary>
readonly record struct ActivationRange(float Min, float Max);
