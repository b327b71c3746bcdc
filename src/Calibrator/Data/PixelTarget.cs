using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>How a model's input shape is read as an image.</summary>
/// <param name="Channels">Channels of the image; null for a flat vector, which may be of one or three.</param>
/// <param name="Size">Extent of the image; null for a flat vector.</param>
/// <param name="Layout">The order in which callers of the compiled model pass pixels.</param>
/// <param name="FloatsInterleaved">True where a float sample is [height, width, channels] itself.</param>
sealed record PixelTarget(Shape Shape, int? Channels, ImageSize? Size, PixelLayout Layout, bool FloatsInterleaved)
{
    /// <summary>Images have one channel or three.</summary>
    private const int Gray = 1, Color = 3;

    /// <summary>[C, H, W] and [H, W, C] (C of 1 or 3, the first form preferred), [H, W], or a flat vector.</summary>
    /// <exception cref="UserError">The shape is not that of an image or a vector.</exception>
    public static PixelTarget Of(Shape shape) => shape.Rank switch
    {
        1 => new PixelTarget(shape, null, null, PixelLayout.AsFloat, FloatsInterleaved: false),
        2 => new PixelTarget(shape, Gray, new ImageSize(shape[1], shape[0]), PixelLayout.AsFloat, FloatsInterleaved: true),
        3 when shape[0] is Gray or Color => new PixelTarget(shape, shape[0], new ImageSize(shape[2], shape[1]), PixelLayout.Hwc, FloatsInterleaved: false),
        3 when shape[2] is Gray or Color => new PixelTarget(shape, shape[2], new ImageSize(shape[1], shape[0]), PixelLayout.AsFloat, FloatsInterleaved: true),
        _ => throw new UserError(
            $"The model takes {shape}, which is no image of one or three channels; give its input as float32 samples in a .npy file."),
    };

    /// <summary>Channels that an image of this size must have, or null where none fits.</summary>
    public int? ChannelsFor(ImageSize size) =>
        Size is { } own ? (own == size ? Channels : null)
        : size.Width * (long)size.Height == Shape.Length ? Gray
        : size.Width * (long)size.Height * Color == Shape.Length ? Color
        : null;

    /// <summary>True where <see cref="PixelLayout.AsFloat"/> means planes: a flat vector of a color image.</summary>
    public bool PixelsArePlanar => Size is null;
}
