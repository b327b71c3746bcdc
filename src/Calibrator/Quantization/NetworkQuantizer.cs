using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Quantization;

/// <summary>Gives a plan its numbers: the quantized model.</summary>
static class NetworkQuantizer
{
    /// <summary>
    /// Whether the network can take byte images of that description: normalisation must fold into linear layers, so nothing else may
    /// read the image (rearrangements between aside). Otherwise the model takes floats, and <see cref="Quantize"/> wants a <see cref="FloatInput"/>.
    /// </summary>
    public static bool CanTakePixels(QuantizationPlan plan, PixelInput pixels) => throw new NotImplementedException();

    /// <param name="ranges">For each requested value one range for each group; the input's may be missing where pixels are taken.</param>
    /// <param name="samples">
    /// Normalised float samples for the golden vectors, in the float input's order: two are used, one where the input has more than 16384 elements.
    /// </param>
    /// <exception cref="UserError">A range is missing or not finite, a weight is not finite, an accumulator could overflow, or pixels cannot be taken.</exception>
    public static QuantizedModel Quantize(
        QuantizationPlan plan,
        IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> ranges,
        InputDescription input,
        Provenance provenance,
        IReadOnlyList<float[]> samples) => throw new NotImplementedException();
}
