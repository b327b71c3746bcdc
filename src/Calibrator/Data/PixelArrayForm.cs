namespace QMlp.Calibrator.Data;

/// <summary>How a sample of an 8-bit array is an image.</summary>
/// <param name="Planar">[channels, height, width] instead of [height, width, channels].</param>
sealed record PixelArrayForm(int Width, int Height, int Channels, bool Planar)
{
    /// <summary>
    /// The form in which a sample of these extents fits the target: [H, W], [H, W, C], [C, H, W] (with more axes of 1 in front), or a
    /// vector in the order of the model's floats. Null where it does not fit.
    /// </summary>
    public static PixelArrayForm? Find(ReadOnlySpan<int> dims, PixelTarget target, ImageSize? box)
    {
        while (dims.Length > 3 && dims[0] == 1)
        {
            dims = dims[1..];
        }

        var form = dims switch
        {
            [var length] when box is null && length == target.Shape.Length => Vector(target),
            [var height, var width] => new PixelArrayForm(width, height, 1, Planar: false),
            [1 or 3, var height, var width] when dims.SequenceEqual(target.Shape.Dims) => new PixelArrayForm(width, height, dims[0], Planar: true),
            [var height, var width, 1 or 3] => new PixelArrayForm(width, height, dims[2], Planar: false),
            [1 or 3, var height, var width] => new PixelArrayForm(width, height, dims[0], Planar: true),
            _ => null,
        };
        return form is not null
            && (form.Width, form.Height) is ( > 0 and <= ImageSize.Limit, > 0)
            && target.ChannelsFor(target.Size ?? box ?? form.Size) == form.Channels
            && (box is not null || target.Size is null || form.Size == target.Size) ? form : null;
    }

    public ImageSize Size => new(Width, Height);

    public PixelImage ToImage(byte[] row) =>
        Planar && Channels > 1 ? PixelImage.FromPlanes(Width, Height, Channels, row) : new PixelImage(Width, Height, Channels, row);

    /// <summary>A vector has the order of the model's floats; one for a flat model is a row of gray pixels, which nothing reorders.</summary>
    private static PixelArrayForm Vector(PixelTarget target) => target is { Size: { } size, Channels: { } channels }
        ? new PixelArrayForm(size.Width, size.Height, channels, Planar: !target.FloatsInterleaved)
        : new PixelArrayForm(target.Shape.Length, 1, 1, Planar: false);
}
