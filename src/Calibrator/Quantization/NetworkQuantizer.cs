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
    public static bool CanTakePixels(QuantizationPlan plan, PixelInput pixels) => PixelFolding.Trace(plan, pixels) is not null;

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
        IReadOnlyList<float[]> samples)
    {
        var image = ImageAxes.Of(plan, input);
        if (image.Layout == PixelLayout.Hwc)
        {
            plan = ChannelLastPatches.Apply(plan);
        }

        var normalization = input is PixelInput pixels ? PixelFolding.Trace(plan, pixels) ?? throw NoPixels(plan) : null;
        var store = new WeightStoreBuilder();
        var quantizers = new TensorQuantizers(plan, ranges, normalization is null ? 0 : image.Shape[^1]);
        var linear = new LinearQuantizer(plan.Settings, quantizers, store, normalization);
        var channelwise = new ChannelwiseQuantizer(quantizers, store);
        var steps = plan.Steps.Select(step => (Step)(step switch
        {
            PlannedLinear planned => linear.Quantize(planned),
            PlannedLayerNorm planned => channelwise.Quantize(planned),
            PlannedRescale planned => channelwise.Quantize(planned),
            PlannedMean planned => channelwise.Quantize(planned),
            PlannedTable planned => Table(planned, quantizers, store),
            PlannedRearrange planned => Rearrange(planned, planned.Input == plan.Input ? image.Strides : IndexMap.RowMajor(planned.Input.Shape)),
            _ => throw new InvalidOperationException(step.GetType().Name),
        })).ToEquatableArray();

        var model = new QuantizedModel(
            plan.Graph.Name,
            provenance,
            image.Describe(plan, quantizers[plan.Input][0]),
            plan.Tensors.Select(tensor => Describe(tensor, tensor == plan.Input ? image.Shape : tensor.Shape, quantizers)).ToEquatableArray(),
            steps,
            plan.Output.Name,
            EquatableArray<GoldenVector>.Empty,
            store.Build());
        return GoldenVectors.Add(model, store, samples);
    }

    private static TensorInfo Describe(PlannedTensor tensor, Shape shape, TensorQuantizers quantizers) => new(
        tensor.Name, shape.Dims.ToArray().ToEquatableArray(), tensor.Type,
        tensor.Type == ElementType.F32 ? EquatableArray<Quantizer>.Empty : quantizers[tensor].ToEquatableArray());

    private static TableStep Table(PlannedTable step, TensorQuantizers quantizers, WeightStoreBuilder store) => new(
        step.Name, step.Input.Name, step.Output.Name,
        quantizers[step.Input].Select((quantizer, g) => ActivationTables.Store(
            store, step.Function, quantizer, quantizers[step.Output][Math.Min(g, quantizers[step.Output].Count - 1)])).ToEquatableArray());

    private static RearrangeStep Rearrange(PlannedRearrange step, IReadOnlyList<int> sourceStrides)
    {
        var (dims, strides, offset) = step.Map.InMemory(sourceStrides);
        return new RearrangeStep(step.Name, step.Input.Name, step.Output.Name, dims.ToEquatableArray(), strides.ToEquatableArray(), offset);
    }

    private static UserError NoPixels(QuantizationPlan plan) => new(
        $"The network '{plan.Graph.Name}' cannot take byte images: something other than a linear layer or a patch embedding reads its input, "
        + "or the number of channels is not that of the mean and standard deviation. Calibrate it on float data (.npy) instead.");
}
