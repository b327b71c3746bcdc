using System.Security.Cryptography;
using QMlp.Calibrator.Data;

namespace QMlp.Calibrator.Tests.Data;

public class ResamplingTests
{
    [Fact]
    public void Twice_as_many_pixels_interpolate_between_centers() =>
        Assert.Equal([0, 25, 75, 100], Row([0, 100], 4)); // centers at -0.25 (outside: clamped), 0.25, 0.75, 1.25

    [Fact]
    public void Half_as_many_pixels_average_with_triangle_weights() =>
        // The third target pixel's center is at 5: weights 1/8, 3/8, 3/8, 1/8 on the source pixels at 3.5, 4.5, 5.5 and 6.5.
        Assert.Equal(((1 * 30) + (3 * 40) + (3 * 250) + (1 * 60) + 4) / 8, Row([0, 10, 20, 30, 40, 250, 60, 70], 4)[2]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 50)]
    [InlineData(50, 1)]
    [InlineData(7, 224)]
    [InlineData(224, 7)]
    [InlineData(31, 32)]
    public void A_constant_image_stays_constant(int from, int to)
    {
        foreach (var value in (byte[])[0, 1, 127, 254, 255])
        {
            Assert.All(Row([.. Enumerable.Repeat(value, from)], to), pixel => Assert.Equal(value, pixel));
        }
    }

    [Fact]
    public void Results_are_those_of_the_formula_in_double()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var image = RandomImage(random, random.Next(1, 40), random.Next(1, 40), random.Next(2) == 0 ? 1 : 3);
            var size = new ImageSize(random.Next(1, 40), random.Next(1, 40));
            var actual = ImageResampler.Resize(image, size).Bytes;
            var expected = Formula(image, size);
            for (var i = 0; i < expected.Length; i++)
            {
                // Rounded once between the axes and once at the end.
                Assert.InRange(actual[i], expected[i] - 1.01, expected[i] + 1.01);
            }
        }
    }

    [Fact]
    public void The_same_image_gives_the_same_bytes_on_every_machine()
    {
        var image = RandomImage(new Random(4), 83, 61, 3);
        var shrunk = ImageResampler.Resize(image, new ImageSize(32, 24));
        var grown = ImageResampler.Resize(image, new ImageSize(224, 224));

        Assert.Equal(ExpectedHash, Convert.ToHexStringLower(SHA256.HashData([.. shrunk.Bytes, .. grown.Bytes])));
    }

    [Theory]
    [InlineData(500, 375, 224, 224, 298, 224)]
    [InlineData(375, 500, 224, 224, 224, 298)]
    [InlineData(32, 32, 224, 224, 224, 224)]
    [InlineData(100, 50, 64, 48, 96, 48)]
    [InlineData(50, 100, 64, 48, 64, 128)]
    [InlineData(1, 1000, 8, 8, 8, 8000)]
    public void Images_are_resized_until_they_just_cover_the_box(int width, int height, int boxWidth, int boxHeight, int newWidth, int newHeight) =>
        Assert.Equal(new ImageSize(newWidth, newHeight), ImageFitting.Cover(new ImageSize(width, height), new ImageSize(boxWidth, boxHeight)));

    [Theory]
    [InlineData("224", 224, 224)]
    [InlineData("320x240", 320, 240)]
    [InlineData("1X2", 1, 2)]
    public void Sizes_are_one_number_or_two(string text, int width, int height) =>
        Assert.Equal(new ImageSize(width, height), ImageSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("10x")]
    [InlineData("x10")]
    [InlineData("1x2x3")]
    [InlineData("16385")]
    [InlineData("1e3")]
    public void Other_sizes_are_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<UserError>(() => ImageSize.Parse(text)).Message, StringComparison.Ordinal);

    private const string ExpectedHash = "e6681010c58e9413ec008b31b5144514bd2f26cb12ad553ede7d78b1da4352f6";

    private static byte[] Row(byte[] row, int width) =>
        ImageResampler.Resize(new PixelImage(row.Length, 1, 1, row), new ImageSize(width, 1)).Bytes;

    private static PixelImage RandomImage(Random random, int width, int height, int channels)
    {
        var bytes = new byte[width * height * channels];
        random.NextBytes(bytes);
        return new PixelImage(width, height, channels, bytes);
    }

    /// <summary>The triangle filter in both directions at once, unrounded.</summary>
    private static double[] Formula(PixelImage image, ImageSize size)
    {
        var result = new double[size.Width * size.Height * image.Channels];
        for (var i = 0; i < result.Length; i++)
        {
            var (channel, x, y) = (i % image.Channels, i / image.Channels % size.Width, i / image.Channels / size.Width);
            double sum = 0, total = 0;
            for (var v = 0; v < image.Height; v++)
            {
                for (var u = 0; u < image.Width; u++)
                {
                    var weight = Triangle(u, x, image.Width, size.Width) * Triangle(v, y, image.Height, size.Height);
                    sum += weight * image.Bytes[(((v * image.Width) + u) * image.Channels) + channel];
                    total += weight;
                }
            }

            result[i] = sum / total;
        }

        return result;
    }

    private static double Triangle(int source, int target, int from, int to)
    {
        var scale = (double)from / to;
        return Math.Max(0, 1 - (Math.Abs(source + 0.5 - ((target + 0.5) * scale)) / Math.Max(scale, 1)));
    }
}
