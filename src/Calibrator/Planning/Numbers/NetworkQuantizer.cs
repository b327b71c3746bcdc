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
    /// <exception cref="UserError">
    /// A range is missing or not finite, a weight is not finite, an accumulator could overflow, or pixels cannot be taken.
    /// </exception>
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
        var codes = samples.Select(sample => ReferenceInterpreter.QuantizeInput(description, quantizers[plan.Input][0], sample));
        var run = plan.Settings.BiasCorrection || plan.Settings.Rounding.NeedsMoments ? new SampleRun(plan, tensors, codes, cancellation) : null;
        var inputs = run is null ? null : Inputs(plan, run, samples, cancellation);
        accumulation ??= new Accumulation(plan.Settings);
        var steps = new List<Step>();
        foreach (var placed in plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            var strides = placed.Input == plan.Input ? image.Strides : IndexMap.RowMajor(placed.Input.Shape);
            var step = placed.Step.Make(new StepNumbers(
                placed, plan.Settings, quantizers, store, normalization?.Of(placed.Output), inputs, accumulation, strides, cancellation));
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

    private static LayerInputs Inputs(QuantizationPlan plan, SampleRun run, IReadOnlyList<float[]> samples, CancellationToken cancellation)
    {
        var values = plan.Steps.Where(placed => placed.Step.InputVectors.Count > 0).Select(placed => placed.Input.Value);
        var means = plan.Settings.BiasCorrection ? new FloatMeans(plan.Graph, values, samples, cancellation) : null;
        return new LayerInputs(run, means, plan.Settings.Rounding.NeedsMoments);
    }

    private static UserError NoPixels(QuantizationPlan plan) => new(
        $"The network '{plan.Graph.Name}' cannot take byte images: something other than a linear layer or a patch embedding reads its input, "
        + "or the number of channels is not that of the mean and standard deviation. Calibrate it on float data (.npy) instead.");
}
