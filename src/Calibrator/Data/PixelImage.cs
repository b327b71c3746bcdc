namespace QMlp.Calibrator.Data;

/// <summary>An 8-bit image: rows from top to bottom, pixels from left to right, channels interleaved.</summary>
sealed record PixelImage(int Width, int Height, int Channels, byte[] Bytes)
{
    public ImageSize Size => new(Width, Height);

    /// <summary>Reorders [channels, height, width] into an image.</summary>
    public static PixelImage FromPlanes(int width, int height, int channels, ReadOnlySpan<byte> planes)
    {
        var bytes = new byte[planes.Length];
        PixelOrder.Interleave(planes, bytes, channels);
        return new PixelImage(width, height, channels, bytes);
    }
}

/// <summary>The two orders of a multi-channel image.</summary>
static class PixelOrder
{
    /// <summary>From [channels, pixels] to [pixels, channels].</summary>
    public static void Interleave(ReadOnlySpan<byte> planes, Span<byte> interleaved, int channels) => Transpose(planes, interleaved, channels);

    /// <summary>From [pixels, channels] to [channels, pixels].</summary>
    public static void Separate(ReadOnlySpan<byte> interleaved, Span<byte> planes, int channels) =>
        Transpose(interleaved, planes, interleaved.Length / channels);

    private static void Transpose(ReadOnlySpan<byte> source, Span<byte> target, int rows)
    {
        var columns = source.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                target[(column * rows) + row] = source[(row * columns) + column];
            }
        }
    }
}
