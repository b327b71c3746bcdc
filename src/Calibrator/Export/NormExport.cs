using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>
/// Norms, affine maps and means, in float. Their gains and offsets are in units of the quantized tensors (src/ModelFormat/Steps); here they are
/// taken back to real units with the scales of both sides.
/// </summary>
static class NormExport
{
    public static void Write(ExportContext context, LayerNormStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var (gain, offset) = ToReal(context, output, step.Gain, step.Offset);
        var inputScale = (double)input.Quantization[0].Scale;
        var name = step.Name;
        var value = context.Graph.Node(
            "LayerNormalization",
            $"{name}/normalized",
            [
                context.Value(step.Input).Parts[0],
                context.Graph.Floats($"{name}/gain", gain, gain.Length),
                context.Graph.Floats($"{name}/shift", offset, offset.Length),
            ],
            ("axis", -1),
            ("epsilon", (float)(step.Epsilon * inputScale * inputScale)));
        context.Store(output, name, [value], transposed: false);
    }

    public static void Write(ExportContext context, RescaleStep step)
    {
        var (scale, shift) = Affine(context, step.Input, step.Output, step.Gain, step.Offset, count: 1);
        var value = context.Affine(step.Name, LinearExport.RowMajor(context, step.Input, step.Name), scale, shift);
        context.Store(context.Tensor(step.Output), step.Name, [value], transposed: false);
    }

    public static void Write(ExportContext context, MeanStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var axes = context.Graph.Longs($"{step.Name}/axes", [step.Axis], 1);
        var value = context.Graph.Node("ReduceMean", $"{step.Name}/mean", [LinearExport.RowMajor(context, step.Input, step.Name), axes], ("keepdims", 0));
        var (scale, shift) = Affine(context, step.Input, step.Output, step.Gain, step.Offset, count: input.Shape[step.Axis]);
        value = context.Reshape($"{step.Name}/shaped", context.Affine(step.Name, value, scale, shift), output.Shape.ToArray());
        context.Store(output, step.Name, [value], transposed: false);
    }

    /// <summary>y = x * scale[c] + shift[c] for the real values of y = sum of <paramref name="count"/> r's * gain[c] + offset[c], with x their mean.</summary>
    private static (float[] Scale, float[] Shift) Affine(ExportContext context, string input, string output, Section gains, Section offsets, int count)
    {
        var source = Channels(context.Tensor(input));
        var (gain, shift) = ToReal(context, context.Tensor(output), gains, offsets);
        var scale = new float[gain.Length];
        for (var c = 0; c < scale.Length; c++)
        {
            scale[c] = (float)((double)gain[c] * count / source[c].Scale);
            shift[c] += gain[c] * count * source[c].ZeroPoint;
        }

        return (scale, shift);
    }

    /// <summary>gain * scale(y, c) and (offset - zeroPoint(y, c)) * scale(y, c).</summary>
    private static (float[] Gain, float[] Shift) ToReal(ExportContext context, TensorInfo output, Section gains, Section offsets)
    {
        var target = Channels(output);
        var (gain, offset) = (context.Floats(gains).ToArray(), context.Floats(offsets).ToArray());
        for (var c = 0; c < gain.Length; c++)
        {
            (gain[c], offset[c]) = (gain[c] * target[c].Scale, (offset[c] - target[c].ZeroPoint) * target[c].Scale);
        }

        return (gain, offset);
    }

    /// <summary>The quantizer of each channel.</summary>
    private static Quantizer[] Channels(TensorInfo tensor) =>
        [.. tensor.Quantization.SelectMany(quantizer => Enumerable.Repeat(quantizer, quantizer.Channels))];
}
