using System.Formats.Tar;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.ModelFormat;
using QMlp.Tests;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class ImageSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_classes_in_ordinal_order_and_levels_of_one_folder_are_passed()
    {
        Gray("set/test/b/2.png", 40);
        Gray("set/test/b/1.png", 30);
        Gray("set/test/Z/1.PNG", 10);
        Gray("set/test/a/deep/er.png", 20);
        Directory.CreateDirectory(_folder.At("set/test/aa/"));
        _folder.Write("set/test/notes.txt", "no image"u8);
        _folder.Write("set/test/.hidden.png", "no image"u8);

        using var source = DataSpec.Open(_folder.At("set"), For(1, 2, 2));

        Assert.Equal(["Z", "a", "aa", "b"], source.ClassNames!);
        Assert.Equal([0, 1, 3, 3], source.Labels!);
        Assert.Equal([10, 20, 30, 40], Enumerable.Range(0, 4).Select(i => (int)source.Pixels(i)[0]));
        Assert.Equal("set", source.Name);
        Assert.Equal("sample 2 of set (test/b/1.png)", source.Describe(2));
    }

    [Fact]
    public void Images_of_other_formats_are_counted_and_one_is_named()
    {
        Gray("set/cat/1.png", 1);
        Gray("set/dog/1.png", 2);
        _folder.Write("set/dog/2.webp", "RIFF"u8);
        _folder.Write("set/cat/3.BMP", "BM"u8);
        _folder.Write("set/notes.txt", "no image"u8);
        TarFile.CreateFromDirectory(_folder.At("set"), _folder.At("set.tar"), includeBaseDirectory: false);
        foreach (var name in (string[])["set", "set.tar"])
        {
            using var source = DataSpec.Open(_folder.At(name), For(1, 2, 2));
            Assert.Equal(["cat/3.BMP", "dog/2.webp"], source.Unreadable);
            Assert.Contains(
                $"{name}: 2 images are left out, such as cat/3.BMP: only PNG and JPEG are read; convert the others.",
                SampleWarnings.Of(source, isNormalizationStated: true));
        }
    }

    [Fact]
    public void A_folder_of_other_formats_alone_is_refused_with_what_it_holds()
    {
        _folder.Write("set/1.webp", "RIFF"u8);
        Assert.Equal(
            "set holds no PNG or JPEG images, but 1 in other formats, such as 1.webp; convert them to PNG or JPEG.",
            Assert.Throws<UserError>(() => DataSpec.Open(_folder.At("set"), For(1, 2, 2))).Message);
    }

    [Fact]
    public void A_tar_is_the_folder_that_it_holds()
    {
        Gray("set/train/cat/1.png", 1);
        Gray("set/train/cat/2.png", 2);
        Gray("set/train/dog/1.png", 3);
        _folder.Write("set/train/dog/2.jpg", Formats.Jpeg(200));
        TarFile.CreateFromDirectory(_folder.At("set"), _folder.At("plain.tar"), includeBaseDirectory: false);
        TarFile.CreateFromDirectory(_folder.At("set"), _folder.At("based.tar"), includeBaseDirectory: true);
        using var folder = DataSpec.Open(_folder.At("set"), For(1, 8, 8));

        foreach (var name in (string[])["plain.tar", "based.tar"])
        {
            using var tar = DataSpec.Open(_folder.At(name), For(1, 8, 8));
            Assert.Equal(folder.ClassNames, tar.ClassNames);
            Assert.Equal([0, 0, 1, 1], tar.Labels!);
            Assert.Equal(folder.Sha256, tar.Sha256);
        }
    }

    [Fact]
    public void Images_that_lie_together_have_no_classes_and_take_labels()
    {
        Gray("set/2.png", 2);
        Gray("set/1.png", 1);
        Directory.CreateDirectory(_folder.At("set/empty/"));
        using var plain = DataSpec.Open(_folder.At("set"), For(1, 2, 2));
        using var labeled = DataSpec.Open(_folder.At("set"), For(1, 2, 2) with { Labels = _folder.Write("labels.txt", "7 \n 8"u8) });

        Assert.Equal((null, null), (plain.Labels, plain.ClassNames));
        Assert.Equal([7, 8], labeled.Labels!);
        Assert.Null(labeled.ClassNames);
    }

    [Fact]
    public void A_single_folder_of_images_is_a_class_and_a_single_image_a_set()
    {
        Gray("set/cat/1.png", 1);
        using var folder = DataSpec.Open(_folder.At("set"), For(1, 2, 2));
        using var image = DataSpec.Open(_folder.At("set/cat/1.png"), For(1, 2, 2));

        Assert.Equal(["cat"], folder.ClassNames!);
        Assert.Equal((1, null), (image.Count, image.Labels));
    }

    [Fact]
    public void Layouts_that_would_give_wrong_labels_are_refused()
    {
        Gray("mixed/1.png", 1);
        Gray("mixed/cat/2.png", 2);
        Gray("splits/train/1.png", 1);
        Gray("splits/test/1.png", 2);
        Directory.CreateDirectory(_folder.At("nothing/"));

        Assert.Contains("both in itself and in its folders", Error(_folder.At("mixed"), For(1, 2, 2)), StringComparison.Ordinal);
        Assert.Contains("test, train", Error(_folder.At("splits"), For(1, 2, 2)), StringComparison.Ordinal);
        Assert.Contains("no PNG or JPEG", Error(_folder.At("nothing"), For(1, 2, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Color_images_are_interleaved_pixels_and_planar_floats()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        _folder.Write("a.png", Formats.Png(2, 2, 3, pixels));
        using var chw = DataSpec.Open(_folder.At("a.png"), For(3, 2, 2));
        using var hwc = DataSpec.Open(_folder.At("a.png"), For(2, 2, 3));
        using var flat = DataSpec.Open(_folder.At("a.png"), For(12));

        byte[] planes = [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12];
        Assert.Equal((PixelLayout.Hwc, PixelLayout.AsFloat, PixelLayout.AsFloat), (chw.Layout, hwc.Layout, flat.Layout));
        Assert.Equal(pixels, chw.Pixels(0));
        Assert.Equal(planes.Select(pixel => pixel / 255f), chw.Floats(0));
        Assert.Equal(pixels, hwc.Pixels(0));
        Assert.Equal(pixels.Select(pixel => pixel / 255f), hwc.Floats(0));
        Assert.Equal(planes, flat.Pixels(0));
        Assert.Equal(planes.Select(pixel => pixel / 255f), flat.Floats(0));
    }

    [Fact]
    public void Gray_and_color_are_converted_and_transparency_dropped()
    {
        _folder.Write("gray.png", Formats.Png(1, 1, 1, [77]));
        _folder.Write("color.png", Formats.Png(1, 1, 3, [200, 100, 50]));
        _folder.Write("clear.png", Formats.Png(1, 1, 4, [200, 100, 50, 0]));
        using var gray = DataSpec.Open(_folder.At("gray.png"), For(3, 1, 1));
        using var color = DataSpec.Open(_folder.At("color.png"), For(1, 1, 1));
        using var clear = DataSpec.Open(_folder.At("clear.png"), For(3, 1, 1));

        Assert.Equal([77, 77, 77], gray.Pixels(0));
        Assert.Equal([124], color.Pixels(0)); // 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2
        Assert.Equal([200, 100, 50], clear.Pixels(0));
    }

    [Fact]
    public void Jpeg_blocks_of_one_value_decode_to_it()
    {
        using var source = DataSpec.Open(_folder.Write("a.jpg", Formats.Jpeg(0, 255, 128, 37)), For(8, 32));

        Assert.Equal(Enumerable.Range(0, 256).Select(i => (int)((byte[])[0, 255, 128, 37])[i % 32 / 8]), source.Pixels(0).Select(pixel => (int)pixel));
    }

    [Fact]
    public void The_shorter_side_is_resized_and_the_center_cut_out()
    {
        // 6x2 pixels, value = column * 10: the middle two columns stay.
        _folder.Write("a.png", Formats.Png(6, 2, 1, [0, 10, 20, 30, 40, 50, 0, 10, 20, 30, 40, 50]));
        using var cut = DataSpec.Open(_folder.At("a.png"), For(1, 2, 2));
        using var boxed = DataSpec.Open(_folder.At("a.png"), For(1, 2, 2) with { Size = new ImageSize(4, 4) });

        Assert.Equal([20, 30, 20, 30], cut.Pixels(0));
        Assert.Equal([23, 28, 23, 28], boxed.Pixels(0)); // twice as wide: columns at 22.5 and 27.5, rounded up
        Assert.Contains("smaller than the 2x2", Error(_folder.At("a.png"), For(1, 2, 2) with { Size = new ImageSize(1, 4) }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_model_takes_images_of_its_length_or_asks_for_a_size()
    {
        Gray("a.png", 5);

        Assert.Contains("2x2 with 1 channel", Error(_folder.At("a.png"), For(16)), StringComparison.Ordinal);
        Assert.Contains("--size WIDTHxHEIGHT", Error(_folder.At("a.png"), For(16)), StringComparison.Ordinal);
        using var source = DataSpec.Open(_folder.At("a.png"), For(16) with { Size = new ImageSize(4, 4) });
        Assert.Equal(Enumerable.Repeat((byte)5, 16), source.Pixels(0));
    }

    [Fact]
    public void A_model_that_takes_no_image_says_so() =>
        Assert.Contains("no image", Error(Gray("a.png", 1), For(5, 2, 2)), StringComparison.Ordinal);

    [Fact]
    public void Files_that_are_no_images_are_named()
    {
        Gray("set/1.png", 1);
        _folder.Write("set/2.jpg", "text"u8);
        using var source = DataSpec.Open(_folder.At("set"), For(1, 2, 2));

        var error = Assert.Throws<UserError>(() => source.Pixels(1));
        Assert.Contains("set/2.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_absurd_size_is_refused()
    {
        var png = Formats.Png(2, 2, 1, [1, 2, 3, 4]);
        png[18] = png[22] = 0x40; // 16386 pixels wide and high

        Assert.Contains("at most", Error(_folder.Write("a.png", png), For(1, 2, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_of_any_kind_is_survived()
    {
        Survives(_folder, "a.png", Formats.Png(5, 4, 3, [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 4))]), For(3, 4, 4), mutations: 500);
        Survives(_folder, "a.jpg", Formats.Jpeg(1, 2, 200, 4), For(1, 8, 8), mutations: 500);
        Gray("set/cat/1.png", 1);
        Gray("set/dog/1.png", 2);
        TarFile.CreateFromDirectory(_folder.At("set"), _folder.At("a.tar"), includeBaseDirectory: true);
        Survives(_folder, "a.tar", File.ReadAllBytes(_folder.At("a.tar")), For(1, 2, 2), mutations: 300);
    }

    [Fact]
    public void Real_photographs_survive_damage()
    {
        using var tar = new TarImages(SharedData.Require("data/cifar10/train-2000.tar"));
        foreach (var image in tar.Images.Where((_, i) => i % 500 == 7))
        {
            Survives(_folder, "a.jpg", tar.Read(image), For(3, 32, 32), mutations: 150);
        }
    }

    private string Gray(string name, byte value) => _folder.Write(name, Formats.Png(2, 2, 1, [value, value, value, value]));
}
