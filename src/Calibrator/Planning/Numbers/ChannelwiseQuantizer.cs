using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// The numbers of the steps that treat every channel alike but for a gain and an offset: norms, rescalings, products of activations, means. Computed in double,
/// rounded to float32 once.
/// </summary>
sealed class ChannelwiseQuantizer(TensorQuantizers quantizers, WeightStoreBuilder store)
{
    public LayerNormStep Quantize(PlannedLayerNorm step)
    {
        var channels = step.Input.Shape[^1];
        if (channels > ModelLimits.SummedAxis)
        {
            throw PlanErrors.Refuse(step.Node, $"it normalizes {channels} channels; up to {ModelLimits.SummedAxis} would work");
        }

        RequireFinite(step.Name, step.Node.Gain, step.Node.Shift);
        var scale = (double)quantizers[step.Input][0].Scale;
        var (gain, offset) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var output = quantizers.OfChannel(step.Output, c);
            gain[c] = (float)(step.Node.Gain[c] / (double)output.Scale);
            offset[c] = (float)((step.Node.Shift[c] / (double)output.Scale) + output.ZeroPoint);
        }

        return new LayerNormStep(
            step.Name, step.Input.Name, step.Output.Name, step.Node.Epsilon / (scale * scale), store.Add(gain), store.Add(offset));
    }

    public RescaleStep Quantize(PlannedRescale step)
    {
        var (gain, offset) = Map(step, step.Affine, 1);
        return new RescaleStep(step.Name, step.Input.Name, step.Output.Name, gain, offset);
    }

    public MultiplyStep Quantize(PlannedMultiply step)
    {
        var (a, b, y) = (One(step, step.Input), One(step, step.Factor), One(step, step.Output));
        return new MultiplyStep(
            step.Name, step.Input.Name, step.Factor.Name, step.Output.Name, (float)((double)a.Scale * b.Scale / y.Scale));
    }

    public MeanStep Quantize(PlannedMean step)
    {
        var terms = step.Input.Shape[step.Axis];
        if (terms > ModelLimits.SummedAxis)
        {
            throw new UserError($"The mean '{step.Name}' over {terms} values could overflow its 32-bit sum; up to {ModelLimits.SummedAxis} would work.");
        }

        var (gain, offset) = Map(step, step.Affine, terms);
        return new MeanStep(step.Name, step.Input.Name, step.Output.Name, step.Axis, gain, offset);
    }

    private Quantizer One(PlannedMultiply step, PlannedTensor tensor) => quantizers[tensor] is [var only]
        ? only
        : throw PlanErrors.Refuse(
            step.Node, $"its tensor '{tensor.Name}' has {quantizers[tensor].Count} quantizers for ranges of its channels; one for the whole tensor would work");

    /// <summary>
    /// For the sum s of <paramref name="terms"/> codes: y = (scale_x * (s / terms - zeroPoint_x) * a + b) / scale_y + zeroPoint_y as s * gain + offset.
    /// </summary>
    private (Section Gain, Section Offset) Map(PlannedStep step, AffineNode? affine, int terms)
    {
        if (affine is not null)
        {
            RequireFinite(step.Name, affine.Scale, affine.Shift);
        }

        var channels = step.Output.Shape[^1];
        var (gain, offset) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var (input, output) = (quantizers.OfChannel(step.Input, c), quantizers.OfChannel(step.Output, c));
            var factor = input.Scale * (affine?.Scale[c] ?? 1.0) / output.Scale;
            gain[c] = (float)(factor / terms);
            offset[c] = (float)(((affine?.Shift[c] ?? 0.0) / output.Scale) + output.ZeroPoint - (input.ZeroPoint * factor));
        }

        return (store.Add(gain), store.Add(offset));
    }

    private static void RequireFinite(string name, float[] first, float[] second)
    {
        if (!first.All(float.IsFinite) || !second.All(float.IsFinite))
        {
            throw new UserError($"The parameters of '{name}' hold values that are not finite; export the model again from a sound checkpoint.");
        }
    }
}
