using System.Globalization;

namespace QMlp.Calibrator.Data;

/// <summary>Extent of an image in pixels.</summary>
readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>No image of a calibration set is larger than this in either direction.</summary>
    public const int Limit = 16384;

    /// <summary>Reads the value of <c>--size</c>: "224" (both directions) or "320x240" (width x height).</summary>
    /// <exception cref="UserError">The text is neither.</exception>
    public static ImageSize Parse(string text)
    {
        var cross = text.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        var (width, height) = cross < 0
            ? (Extent(text), Extent(text))
            : (Extent(text.AsSpan(0, cross)), Extent(text.AsSpan(cross + 1)));
        return width is { } w && height is { } h
            ? new ImageSize(w, h)
            : throw new UserError($"--size '{text}' is not an image size: write one number (224) or WIDTHxHEIGHT (320x240), each from 1 to {Limit}.");
    }

    public override string ToString() => $"{Width}x{Height}";

    private static int? Extent(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var extent) && extent is > 0 and <= Limit ? extent : null;
}
