using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>All that the numbers of one step follow from.</summary>
/// <param name="Store">Where the step's arrays are put.</param>
/// <param name="Pixels">How byte images enter the first layers; null where floats come in.</param>
/// <param name="Samples">What calibration samples say about the inputs of layers; null where the settings do not ask for it.</param>
/// <param name="Accumulation">Makes rounded weights fit sums of 16 bits.</param>
/// <param name="InputStrides">How far apart in memory neighbors along each axis of <see cref="Input"/> are.</param>
sealed record StepNumbers(
    PlacedStep Step,
    QuantizationSettings Settings,
    TensorQuantizers Quantizers,
    WeightStoreBuilder Store,
    FoldedPixels? Pixels,
    LayerInputs? Samples,
    Accumulation Accumulation,
    IReadOnlyList<int> InputStrides,
    CancellationToken Cancellation)
{
    public IReadOnlyList<PlannedTensor> Inputs => Step.Inputs;

    /// <summary>The tensor that the step computes on.</summary>
    public PlannedTensor Input => Step.Input;

    public PlannedTensor Output => Step.Output;
}
