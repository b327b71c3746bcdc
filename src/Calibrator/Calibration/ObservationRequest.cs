using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>Asks for the range of a value of the float network, over <paramref name="Groups"/> equal contiguous channel groups of its last axis.</summary>
/// <param name="FullRange">
/// The smallest and the largest value seen are wanted whatever the calibration method: a 16-bit tensor has values to spare,
/// and clipping the residual stream costs more than it could gain.
/// </param>
/// <param name="Levels">Number of values that the quantizers will have: 256 for 8 bits.</param>
/// <param name="Functions">
/// For each channel group the function of the values that alone is used, as a table's input is; null where the values are used themselves.
/// </param>
sealed record ObservationRequest(Value Value, int Groups, bool FullRange = false, int Levels = 256, IReadOnlyList<ActivationFunction>? Functions = null);

/// <summary>What calibration found for one channel group of a value: reals in [Min, Max] are to be represented; others saturate.</summary>
readonly record struct ActivationRange(float Min, float Max);
