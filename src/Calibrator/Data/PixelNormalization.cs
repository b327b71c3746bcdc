using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>
/// Floats of pixels: ((p / 255) - mean) / std, each operation rounded to float32, as image pipelines in float32 compute it. As there are
/// only 256 pixel values, it is a table for each channel.
/// </summary>
sealed class PixelNormalization
{
    private readonly PixelTarget _target;
    private readonly float[][] _tables;

    /// <param name="channels">Channels of the images.</param>
    /// <exception cref="UserError">The number of values fits neither, or a standard deviation is not positive.</exception>
    public PixelNormalization(PixelTarget target, int channels, DataOptions options)
    {
        _target = target;
        var means = Spread("--mean", options.Mean.Count > 0 ? options.Mean : options.DefaultMean, 0, channels);
        var stds = Spread("--std", options.Std.Count > 0 ? options.Std : options.DefaultStd, 1, channels);
        if (stds.Any(value => !(value > 0)))
        {
            throw new UserError($"--std holds {stds.First(value => !(value > 0))}; standard deviations are above 0 (of pixel / 255, for example 0.229).");
        }

        // Only channels that are an axis of their own can have values of their own: the model file states one for each index of the first axis.
        var isImage = target.Layout == PixelLayout.Hwc;
        if (!isImage && (means.Distinct().Count() > 1 || stds.Distinct().Count() > 1))
        {
            throw new UserError(
                $"The model takes {target.Shape}, where --mean and --std can have only one value for all channels; give one, or normalize the samples "
                    + "yourself and save them as float32 in a .npy file.");
        }

        _tables = [.. means.Zip(stds, (m, s) => Enumerable.Range(0, 256).Select(pixel => ((pixel / 255f) - m) / s).ToArray())];
        Mean = isImage ? means : means[..1];
        Std = isImage ? stds : stds[..1];
    }

    /// <summary>See <see cref="ISampleSource.Mean"/>.</summary>
    public float[] Mean { get; }

    /// <summary>As many values as <see cref="Mean"/>.</summary>
    public float[] Std { get; }

    /// <summary>A float sample of the pixels of one, given in the target's layout.</summary>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        var (channels, plane) = (_tables.Length, pixels.Length / _tables.Length);
        for (var channel = 0; channel < channels; channel++)
        {
            var table = _tables[channel];
            for (var i = 0; i < plane; i++)
            {
                var (interleaved, planar) = ((i * channels) + channel, (channel * plane) + i);
                values[_target.FloatsInterleaved ? interleaved : planar] = table[pixels[_target.PixelsArePlanar ? planar : interleaved]];
            }
        }
    }

    private static float[] Spread(string option, IReadOnlyList<float> values, float otherwise, int channels) => values.Count switch
    {
        0 => [.. Enumerable.Repeat(otherwise, channels)],
        1 => [.. Enumerable.Repeat(values[0], channels)],
        _ when values.Count == channels => [.. values],
        _ =>
            throw new UserError(
                $"{option} has {values.Count} values, and the images have {channels} channel{(channels == 1 ? "" : "s")}; give one value, or one for each "
                    + "channel."),
    };
}
