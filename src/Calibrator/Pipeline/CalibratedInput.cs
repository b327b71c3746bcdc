using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Pipeline;

/// <summary>What the calibration data says about the entry of the quantized network.</summary>
static class CalibratedInput
{
    /// <summary>Golden vectors that <see cref="NetworkQuantizer.Quantize"/> makes at most.</summary>
    private const int GoldenCount = 2;

    /// <summary>Multiplications and additions: some minutes of the reference on one core. Fixed, so that the file does not depend on the machine.</summary>
    private const long WorkForSamples = 1L << 38;

    /// <summary>Samples that even a network of many operations is worth: each gives hundreds of input vectors.</summary>
    private const long LeastSamples = 32;

    /// <summary>Byte images enter as they are wherever the network lets normalization fold into its first layer.</summary>
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

    /// <summary>
    /// The first samples, of which the reference makes golden vectors; where the settings need samples to be run through the network, as many
    /// as <see cref="WorkForSamples"/> allows, evenly over all.
    /// </summary>
    public static IReadOnlyList<float[]> Samples(ISampleSource source, FloatGraph graph, QuantizationSettings settings)
    {
        var affordable = (int)Math.Max(LeastSamples, Math.Min(source.Count, WorkForSamples / Math.Max(1, graph.Macs)));
        var count = Math.Min(source.Count, settings.NeedsSamples ? affordable : GoldenCount);
        var samples = new float[count][];
        for (var i = 0; i < count; i++)
        {
            samples[i] = new float[source.Shape.Length];
            source.ReadFloats(settings.NeedsSamples ? (int)((long)i * source.Count / count) : i, samples[i]);
        }

        return samples;
    }

    /// <summary>One value for all channels, written once for each.</summary>
    private static IReadOnlyList<float> Spread(IReadOnlyList<float> values, int channels) =>
        values.Count == 1 ? [.. Enumerable.Repeat(values[0], channels)] : values;
}
