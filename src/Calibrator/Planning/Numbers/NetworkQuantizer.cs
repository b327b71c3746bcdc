using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Gives a plan its numbers: the quantized model.</summary>
static class NetworkQuantizer
{
    /// <summary>
    /// Whether the network can take byte images of that description: normalization must fold into linear layers, so nothing else may
    /// read the image (rearrangements between aside). Otherwise the model takes floats, and <see cref="Quantize"/> wants a <see cref="FloatInput"/>.
    /// </summary>
    public static bool CanTakePixels(QuantizationPlan plan, PixelInput pixels) => PixelFolding.Trace(plan, pixels) is not null;

    /// <param name="ranges">For each requested value one range for each group; the input's may be missing where pixels are taken.</param>
    /// <param name="samples">
    /// Normalized float samples, in the float input's order. Two make the golden vectors, one where the input has more than 16384 elements;
    /// all are run through the network where the settings need them (<see cref="QuantizationSettings.NeedsSamples"/>).
    /// </param>
    /// <param name="accumulation">Makes weights fit sums of 16 bits as the settings want it; null: likewise, and nobody asks what that cost.</param>
    /// <exception cref="UserError">A range is missing or not finite, a weight is not finite, an accumulator could overflow, or pixels cannot be taken.</exception>
    public static QuantizedModel Quantize(
        QuantizationPlan plan,
        IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> ranges,
        InputDescription input,
        Provenance provenance,
        IReadOnlyList<float[]> samples,
        Accumulation? accumulation = null,
        CancellationToken cancellation = default)
    {
        var image = ImageAxes.Of(plan, input);
        if (image.Layout == PixelLayout.Hwc)
        {
            plan = ChannelLastPatches.Apply(plan);
        }

        var normalization = input is PixelInput pixels ? PixelFolding.Trace(plan, pixels) ?? throw NoPixels(plan) : null;
        var store = new WeightStoreBuilder();
        var quantizers = new TensorQuantizers(plan, ranges, normalization is null ? 0 : image.Shape[^1]);
        var description = image.Describe(plan, quantizers[plan.Input][0]);
        TensorInfo[] tensors = [.. plan.Tensors.Select(tensor => Describe(tensor, tensor == plan.Input ? image.Shape : tensor.Shape, quantizers))];
        var run = plan.Settings.BiasCorrection || plan.Settings.Rounding.NeedsMoments
            ? new SampleRun(plan, tensors, samples.Select(sample => ReferenceInterpreter.QuantizeInput(description, quantizers[plan.Input][0], sample)), cancellation)
            : null;
        var inputs = run is null ? null : new LayerInputs(run, plan.Settings.BiasCorrection ? new FloatMeans(plan.Graph, samples, cancellation) : null, plan.Settings.Rounding.NeedsMoments);
        var linear = new LinearQuantizer(plan.Settings, quantizers, store, normalization, inputs, accumulation ?? new Accumulation(plan.Settings), cancellation);
        var channelwise = new ChannelwiseQuantizer(quantizers, store);
        var steps = new List<Step>();
        foreach (var planned in plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            Step step = planned switch
            {
                PlannedLinear p => linear.Quantize(p),
                PlannedLayerNorm p => channelwise.Quantize(p),
                PlannedRescale p => channelwise.Quantize(p),
                PlannedMultiply p => channelwise.Quantize(p),
                PlannedMean p => channelwise.Quantize(p),
                PlannedTable p => Table(p, quantizers, store),
                PlannedRearrange p => Rearrange(p, p.Input == plan.Input ? image.Strides : IndexMap.RowMajor(p.Input.Shape)),
                _ => throw new InvalidOperationException(planned.GetType().Name),
            };
            run?.Advance(step, store);
            steps.Add(step);
        }

        var model = new QuantizedModel(
            plan.Graph.Name,
            provenance,
            description,
            tensors.ToEquatableArray(),
            steps.ToEquatableArray(),
            plan.Output.Name,
            EquatableArray<GoldenVector>.Empty,
            store.Build());
        return GoldenVectors.Add(model, store, samples, cancellation);
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
