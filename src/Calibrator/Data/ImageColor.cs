namespace QMlp.Calibrator.Data;

/// <summary>Conversion between gray and color images.</summary>
static class ImageColor
{
    /// <summary>
    /// Color to gray by ITU-R BT.601 luma, 0.299 R + 0.587 G + 0.114 B, in 16-bit fixed point as Pillow computes it; gray to color by repetition.
    /// </summary>
    public static PixelImage Convert(PixelImage image, int channels)
    {
        if (image.Channels == channels)
        {
            return image;
        }

        var pixels = image.Width * image.Height;
        var source = image.Bytes;
        var bytes = new byte[pixels * channels];
        for (var i = 0; i < pixels; i++)
        {
            if (channels == 1)
            {
                bytes[i] = (byte)(((source[3 * i] * 19595) + (source[(3 * i) + 1] * 38470) + (source[(3 * i) + 2] * 7471) + 0x8000) >> 16);
            }
            else
            {
                bytes.AsSpan(3 * i, 3).Fill(source[i]);
            }
        }

        return image with { Channels = channels, Bytes = bytes };
    }
}
