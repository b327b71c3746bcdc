using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx;

/// <summary>What import makes of a model: the whole network, or as much of it as is understood.</summary>
/// <param name="Graph">With opaque nodes where there are refusals; null where it makes no sense around these.</param>
/// <param name="Refusals">What is not understood, in the order of the network; empty for a model that is.</param>
/// <param name="End">A sentence on what was not looked at; null where everything was.</param>
sealed record ImportedNetwork(FloatGraph? Graph, IReadOnlyList<Refusal> Refusals, string? End);
