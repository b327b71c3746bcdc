using QMlp.Calibrator.Data;
using QMlp.Calibrator.Quantization;

namespace QMlp.Calibrator.Commands;

/// <summary>What the calibration data says about the entry of the quantized network.</summary>
static class CalibratedInput
{
    /// <summary>Golden vectors that <see cref="NetworkQuantizer.Quantize"/> makes at most.</summary>
    private const int GoldenCount = 2;

    /// <summary>Byte images enter as they are wherever the network lets normalisation fold into its first layer.</summary>
    public static InputDescription Describe(QuantizationPlan plan, ISampleSource source)
    {
        if (!source.IsPixels)
        {
            return new FloatInput();
        }

        var channels = source.Layout == ModelFormat.PixelLayout.Hwc ? source.Shape[0] : 1;
        var pixels = new PixelInput(source.Layout, Spread(source.Mean, channels), Spread(source.Std, channels));
        return NetworkQuantizer.CanTakePixels(plan, pixels) ? pixels : new FloatInput();
    }

    /// <summary>The samples of which the reference makes golden vectors: the first ones.</summary>
    public static IReadOnlyList<float[]> GoldenSamples(ISampleSource source)
    {
        var samples = new List<float[]>();
        for (var i = 0; i < Math.Min(GoldenCount, source.Count); i++)
        {
            var sample = new float[source.Shape.Length];
            source.ReadFloats(i, sample);
            samples.Add(sample);
        }

        return samples;
    }

    /// <summary>One value for all channels, written once for each.</summary>
    private static IReadOnlyList<float> Spread(IReadOnlyList<float> values, int channels) =>
        values.Count == 1 ? [.. Enumerable.Repeat(values[0], channels)] : values;
}
