using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>Asks for the range of a value of the float network, over <paramref name="Groups"/> equal contiguous channel groups of its last axis.</summary>
sealed record ObservationRequest(Value Value, int Groups);

/// <summary>What calibration found for one channel group of a value: reals in [Min, Max] are to be represented; others saturate.</summary>
readonly record struct ActivationRange(float Min, float Max);
