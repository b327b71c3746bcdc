namespace QMlp.Calibrator.Data;

/// <summary>
/// Resizes 8-bit images with the triangle filter, the usual "bilinear with antialiasing" of vision pipelines (Pillow's and torchvision's resize):
/// a target pixel is the weighted mean of the source pixels within one target pixel's width (at least one source pixel) of its center.
/// <para>
/// Rows first, then columns, each rounded to 8 bits. The weights are made with exactly specified operations in double, rounded to fixed point of
/// <see cref="WeightBits"/> bits, and the sums are integers: the result is the same on every machine.
/// </para>
/// </summary>
static class ImageResampler
{
    /// <summary>A sum of weights is 1 plus rounding, times 255: it fits 32 bits with two to spare.</summary>
    private const int WeightBits = 22;

    public static PixelImage Resize(PixelImage image, ImageSize size)
    {
        var (width, height, channels) = (image.Width, image.Height, image.Channels);
        var bytes = image.Bytes;
        if (width != size.Width)
        {
            var rows = new byte[size.Width * height * channels];
            ResizeAxis(bytes, rows, outer: height, width, size.Width, inner: channels);
            bytes = rows;
        }

        if (height != size.Height)
        {
            var columns = new byte[size.Width * size.Height * channels];
            ResizeAxis(bytes, columns, outer: 1, height, size.Height, inner: size.Width * channels);
            bytes = columns;
        }

        return new PixelImage(size.Width, size.Height, channels, bytes);
    }

    /// <summary>Resizes the middle axis of [outer, from, inner] to [outer, to, inner].</summary>
    private static void ResizeAxis(byte[] source, byte[] target, int outer, int from, int to, int inner)
    {
        for (var position = 0; position < to; position++)
        {
            var (first, weights) = Weights(position, from, to);
            for (var block = 0; block < outer; block++)
            {
                var sourceStart = ((block * from) + first) * inner;
                var targetStart = ((block * to) + position) * inner;
                for (var i = 0; i < inner; i++)
                {
                    var sum = 1 << (WeightBits - 1);
                    for (var tap = 0; tap < weights.Length; tap++)
                    {
                        sum += weights[tap] * source[sourceStart + (tap * inner) + i];
                    }

                    target[targetStart + i] = (byte)Math.Clamp(sum >> WeightBits, 0, 255);
                }
            }
        }
    }

    /// <summary>The first source pixel that a target pixel draws from, and the weights of it and the following ones.</summary>
    private static (int First, int[] Weights) Weights(int position, int from, int to)
    {
        var scale = (double)from / to;
        var radius = Math.Max(scale, 1);
        var center = (position + 0.5) * scale;
        var first = Math.Max((int)(center - radius + 0.5), 0);
        var last = Math.Min((int)(center + radius + 0.5), from);

        // Multiplied by the reciprocal, as Pillow does: dividing would now and then differ in a weight's last bit.
        var inverse = 1 / radius;
        var weights = new double[last - first];
        double total = 0;
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var distance = Math.Abs((tap + first - center + 0.5) * inverse);
            weights[tap] = distance < 1 ? 1 - distance : 0;
            total += weights[tap];
        }

        return (first, [.. weights.Select(weight => (int)(0.5 + (weight / total * (1 << WeightBits))))]);
    }
}
