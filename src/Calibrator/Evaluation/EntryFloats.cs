using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>The inverse of a model's entry: floats that become a given quantized input.</summary>
static class EntryFloats
{
    /// <param name="quantized">The input tensor, in its own order; the result is in the order of the float input.</param>
    /// <remarks>
    /// x = (q - zeroPoint - offset[c]) * scale[c], in double and rounded once: on entry x / scale + offset lies within a few units in
    /// the last place of an integer and rounds to it.
    /// </remarks>
    public static float[] Dequantize(QuantizedModel model, ReadOnlySpan<byte> quantized)
    {
        var input = model.Input;
        var zeroPoint = model.Tensors.First(tensor => tensor.Name == input.Tensor).Quantization[0].ZeroPoint;
        var channels = input.Scale.Count;
        var perChannel = quantized.Length / channels;
        var floats = new float[quantized.Length];
        var outer = input.Pixels == PixelLayout.Hwc ? input.Shape[0] : 1;
        var plane = quantized.Length / outer;
        for (var i = 0; i < floats.Length; i++)
        {
            var channel = channels == 1 ? 0 : i / perChannel;
            var source = (i % plane * outer) + (i / plane);
            floats[i] = (float)(((double)quantized[source] - zeroPoint - input.Offset[channel]) * input.Scale[channel]);
        }

        return floats;
    }
}
