namespace Quickstart;

/// <summary>
/// Draws a few images with their predictions: in gray levels on a terminal, with shading characters where output is redirected
/// or color is unwanted (NO_COLOR), with plain ASCII where the output is not Unicode.
/// </summary>
static class Gallery
{
    /// <summary>Images beside each other, and columns of each: four of 18 with gaps fit 80 columns.</summary>
    private const int Across = 4, Columns = 18, Gap = 2;

    /// <summary>A character cell is about twice as high as wide, so it holds two pixels, one above the other.</summary>
    private const int Rows = Columns / 2;

    private const string Shades = " \u2591\u2592\u2593\u2588", AsciiShades = " .:-=+*#%@";

    public static void Draw(TextWriter output, Idx images, byte[] labels, Classification answers)
    {
        var color = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var shades = output.Encoding.WebName.StartsWith("utf", StringComparison.OrdinalIgnoreCase) ? Shades : AsciiShades;
        foreach (var row in Choose(labels, answers).Chunk(Across))
        {
            var small = row.Select(index => Shrink(images, index)).ToArray();
            for (var y = 0; y < Rows; y++)
            {
                WriteCells(output, small.Select(gray => color && shades == Shades ? ColorLine(gray, y) : ShadeLine(gray, y, shades)));
            }

            WriteCells(output, row.Select(index => Caption(FashionClasses.Names[answers.Answers[index]], answers.Answers[index] == labels[index], color)));
            if (row.Any(index => answers.Answers[index] != labels[index]))
            {
                WriteCells(output, row.Select(index => answers.Answers[index] == labels[index]
                    ? new string(' ', Columns)
                    : $"is: {FashionClasses.Names[labels[index]]}".PadRight(Columns)));
            }

            output.WriteLine();
        }
    }

    /// <summary>The first image of seven classes, and the first that is classified wrongly.</summary>
    private static IEnumerable<int> Choose(byte[] labels, Classification answers)
    {
        var all = Enumerable.Range(0, labels.Length).ToList();
        var right = all.Where(i => answers.Answers[i] == labels[i]).DistinctBy(i => labels[i]).Take((2 * Across) - 1);
        return right.Concat(all.Where(i => answers.Answers[i] != labels[i]).Take(1));
    }

    /// <summary>Area average to [2 * Rows, Columns], 0 to 255.</summary>
    private static double[,] Shrink(Idx images, int index)
    {
        var pixels = images[index];
        var gray = new double[2 * Rows, Columns];
        for (var y = 0; y < 2 * Rows; y++)
        {
            for (var x = 0; x < Columns; x++)
            {
                gray[y, x] = Average(pixels, images, y / (2.0 * Rows), x / (double)Columns);
            }
        }

        return gray;
    }

    private static double Average(ReadOnlySpan<byte> pixels, Idx images, double top, double left)
    {
        // Four points in each direction within the target pixel: as good as exact areas for the eye.
        const int points = 4;
        double sum = 0;
        for (var i = 0; i < points * points; i++)
        {
            var y = (top + ((i / points) + 0.5) / points / (2 * Rows)) * images.Height;
            var x = (left + ((i % points) + 0.5) / points / Columns) * images.Width;
            sum += pixels[((int)y * images.Width) + (int)x];
        }

        return sum / (points * points);
    }

    private static string ShadeLine(double[,] gray, int row, string shades) =>
        string.Concat(Enumerable.Range(0, Columns).Select(x =>
        {
            var mean = (gray[2 * row, x] + gray[(2 * row) + 1, x]) / 2;
            return shades[(int)Math.Round(mean / 255 * (shades.Length - 1))];
        }));

    /// <summary>Upper half blocks: the foreground is the upper pixel, the background the lower one.</summary>
    private static string ColorLine(double[,] gray, int row) =>
        string.Concat(Enumerable.Range(0, Columns).Select(x =>
        {
            var (upper, lower) = ((int)gray[2 * row, x], (int)gray[(2 * row) + 1, x]);
            return $"\u001b[38;2;{upper};{upper};{upper}m\u001b[48;2;{lower};{lower};{lower}m\u2580";
        })) + "\u001b[0m";

    private static string Caption(string name, bool right, bool color)
    {
        var text = (right ? name : $"{name}? (wrong)").PadRight(Columns);
        return color ? $"\u001b[{(right ? 32 : 31)}m{text}\u001b[0m" : text;
    }

    private static void WriteCells(TextWriter output, IEnumerable<string> cells) =>
        output.WriteLine(string.Join(new string(' ', Gap), cells).TrimEnd());
}
