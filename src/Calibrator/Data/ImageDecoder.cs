using StbImageSharp;

namespace QMlp.Calibrator.Data;

/// <summary>Decodes PNG and JPEG. The decoder is managed code whose inverse transform is in integers: the same pixels on every machine.</summary>
static class ImageDecoder
{
    /// <summary>Larger images are refused before memory is taken for them.</summary>
    private const long MostPixels = 1 << 26;

    /// <summary>
    /// More pixels cannot come from a byte of a JPEG: the widest unit, 32x32 pixels, of two components that are each divided in four along
    /// one axis, has 8 blocks, and each takes a bit at least.
    /// </summary>
    private const long PixelsOfByte = 1024;

    /// <summary>Progressive files have a dozen passes over the pixels; thousands of them in a small file would take hours.</summary>
    private const int MostScans = 500;

    public static bool IsImageName(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";

    /// <summary>Names of images that are in no format that is read: who has such files in a folder of images counts on them.</summary>
    public static bool IsForeignImageName(string name) =>
        Path.GetExtension(name).ToLowerInvariant()
            is ".webp" or ".bmp" or ".gif" or ".tif" or ".tiff" or ".avif" or ".heic" or ".heif" or ".jxl" or ".jp2" or ".jfif" or ".ppm" or ".pgm" or ".tga";

    /// <summary>True for data that begins as PNG or JPEG files do.</summary>
    public static bool IsImage(ReadOnlySpan<byte> start) => IsPng(start) || IsJpeg(start);

    /// <summary>An image of one channel (gray files) or three; transparency is dropped.</summary>
    /// <exception cref="UserError">The file is damaged, neither PNG nor JPEG, or too large.</exception>
    public static PixelImage Decode(byte[] file, string name)
    {
        if (!IsImage(file))
        {
            throw new UserError($"{name}: this is neither a PNG nor a JPEG image; convert it, or take it out of the folder.");
        }

        try
        {
            var info = ImageInfo.FromStream(new GuardedStream(file))
                ?? throw new InvalidOperationException("no image header");
            if (info.Width < 1 || info.Height < 1 || (long)info.Width * info.Height > MostPixels)
            {
                throw new UserError($"{name}: the image is {info.Width}x{info.Height}; at most {MostPixels} pixels are read.");
            }

            if ((IsPng(file) ? PngBounds.Fault(file) : JpegFault(file, info)) is { } fault)
            {
                throw new UserError($"{name}: the image {fault}; it is damaged.");
            }

            var isGray = info.ColorComponents is ColorComponents.Grey or ColorComponents.GreyAlpha;
            var image = ImageResult.FromStream(new GuardedStream(file), isGray ? ColorComponents.Grey : ColorComponents.RedGreenBlue);
            return new PixelImage(image.Width, image.Height, isGray ? 1 : 3, image.Data);
        }
        catch (OutOfMemoryException error)
        {
            throw new UserError($"{name}: there is not enough memory to decode the image.", error);
        }
        catch (Exception error) when (error is not (UserError or OperationCanceledException))
        {
            // The decoder has no exception of its own: damage surfaces as whatever its code ran into.
            throw new UserError($"{name}: the image is damaged and cannot be decoded.", error);
        }
    }

    private static bool IsPng(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    private static bool IsJpeg(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]);

    /// <summary>As <see cref="PngBounds.Fault"/>.</summary>
    private static string? JpegFault(ReadOnlySpan<byte> file, ImageInfo info) =>
        (long)info.Width * info.Height > file.Length * PixelsOfByte ? $"says that it is {info.Width}x{info.Height}, which {file.Length} bytes cannot hold"
        // Compressed data has no 0xff that is not followed by 0: what is counted are headers of scans, or damage.
        : file.Count((ReadOnlySpan<byte>)[0xff, 0xda]) > MostScans ? $"has more than {MostScans} scans"
        : null;
}
