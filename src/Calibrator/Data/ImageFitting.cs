namespace QMlp.Calibrator.Data;

/// <summary>
/// Fits images to a model's input, as vision models are usually evaluated: the image is resized, keeping its proportions, until it just
/// covers the box of <c>--size</c> (for a square: its shorter side becomes the side), and the center of the model's size is cut out.
/// Without <c>--size</c> the box is the model's own size.
/// </summary>
/// <param name="Box">The value of <c>--size</c>, or null.</param>
/// <param name="Free">
/// Image files come in all sizes and colors, so they are resized unasked and converted between gray and color. Arrays are
/// resized only to an explicit size and never converted: there a difference is more likely a mistake.
/// </param>
sealed record ImageFitting(PixelTarget Target, ImageSize? Box, bool Free)
{
    /// <summary>Extent of the pixels before the cut, given an image's own; null where the image is used as it is.</summary>
    /// <remarks>The longer side is rounded down, as in torchvision.</remarks>
    public static ImageSize Cover(ImageSize image, ImageSize box) =>
        (long)box.Width * image.Height >= (long)box.Height * image.Width
            ? new ImageSize(box.Width, (int)Math.Max((long)box.Width * image.Height / image.Width, box.Height))
            : new ImageSize((int)Math.Max((long)box.Height * image.Width / image.Height, box.Width), box.Height);

    /// <summary>Pixels of one sample in the order of the target's layout, and the image's channels after fitting.</summary>
    /// <param name="name">What to call the image in messages.</param>
    /// <exception cref="UserError">The image does not fit the model.</exception>
    public FittedPixels Fit(PixelImage image, string name)
    {
        var final = Target.Size ?? Box ?? image.Size;
        if (Box is { } asked && (asked.Width < final.Width || asked.Height < final.Height))
        {
            throw new UserError(
                $"--size {asked} is smaller than the {final} images that the model takes ({Target.Shape}); choose {final} or larger, or leave --size out.");
        }

        if (Target.ChannelsFor(final) is not { } channels || (!Free && channels != image.Channels) || (!Free && Box is null && image.Size != final))
        {
            throw Mismatch(image, name);
        }

        // Color first: it is cheaper on what is then resized only if it has to be, and gray of color is the same either way but for rounding.
        var fitted = ImageColor.Convert(image, channels);
        var box = Box ?? final;
        if (fitted.Size != box)
        {
            fitted = ImageResampler.Resize(fitted, Cover(fitted.Size, box));
        }

        fitted = Cut(fitted, final);
        if (!Target.PixelsArePlanar || channels == 1)
        {
            return new FittedPixels(fitted.Bytes, channels);
        }

        var planes = new byte[fitted.Bytes.Length];
        PixelOrder.Separate(fitted.Bytes, planes, channels);
        return new FittedPixels(planes, channels);
    }

    private static PixelImage Cut(PixelImage image, ImageSize size)
    {
        if (image.Size == size)
        {
            return image;
        }

        var (left, top) = (Half(image.Width - size.Width), Half(image.Height - size.Height));
        var row = size.Width * image.Channels;
        var bytes = new byte[row * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            image.Bytes.AsSpan((((top + y) * image.Width) + left) * image.Channels, row).CopyTo(bytes.AsSpan(y * row));
        }

        return image with { Width = size.Width, Height = size.Height, Bytes = bytes };
    }

    /// <summary>Half of a margin, rounded half to even as torchvision does.</summary>
    private static int Half(int margin) => (margin + ((margin >> 1) & 1)) >> 1;

    private UserError Mismatch(PixelImage image, string name)
    {
        var found = $"{name}: the images are {image.Size} with {image.Channels} channel{(image.Channels == 1 ? "" : "s")}, and the model takes {Target.Shape}";
        return new UserError(
            Target.Size is null ? $"{found}: give --size WIDTHxHEIGHT such that width x height (x 3 for color) is {Target.Shape.Length}."
            : !Free
                && Target.Channels != image.Channels ? $"{found}: convert the images to {Target.Channels} channel{(Target.Channels == 1 ? "" : "s")}, or use "
                    + "a model for such images."
            : $"{found}: give --size {Target.Size} to have them resized.");
    }
}

/// <summary>A sample's pixels in the order of the target's layout.</summary>
readonly record struct FittedPixels(byte[] Bytes, int Channels);
