using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>
/// Gains and offsets of steps are in units of the quantized tensors, as their records define them; here they are taken back to real units with the
/// scales of both sides.
/// </summary>
static class RealUnits
{
    /// <summary>y = x * scale[c] + shift[c] for the real values of y = sum of <paramref name="count"/> r's * gain[c] + offset[c], with x their mean.</summary>
    public static (float[] Scale, float[] Shift) OfMean(
        ExportContext context, TensorInfo input, TensorInfo output, Section gains, Section offsets, int count)
    {
        var source = Channels(input);
        var (gain, shift) = OfOutput(context, output, gains, offsets);
        var scale = new float[gain.Length];
        for (var c = 0; c < scale.Length; c++)
        {
            scale[c] = (float)((double)gain[c] * count / source[c].Scale);
            shift[c] += gain[c] * count * source[c].ZeroPoint;
        }

        return (scale, shift);
    }

    /// <summary>gain * scale(y, c) and (offset - zeroPoint(y, c)) * scale(y, c).</summary>
    public static (float[] Gain, float[] Shift) OfOutput(ExportContext context, TensorInfo output, Section gains, Section offsets)
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
