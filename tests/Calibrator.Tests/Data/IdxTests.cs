using QMlp.Calibrator.Data;
using QMlp.ModelFormat;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private const byte Bytes = 0x08, Floats = 0x0D;

    private static readonly byte[] Images = [.. Enumerable.Range(0, 10 * 4).Select(i => (byte)(6 * i))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_pixels_normalized_on_demand(bool zipped)
    {
        var idx = Formats.Idx(Bytes, [10, 2, 2], Images);
        var path = _folder.Write("images", zipped ? Formats.Gzip(idx) : idx);

        using var source = DataSpec.Open(path, For(1, 2, 2) with { Samples = 4, Mean = [0.25f], Std = [0.5f] });

        Assert.Equal((true, PixelLayout.Hwc, 4, 10), (source.IsPixels, source.Layout, source.Count, source.Available));
        Assert.Equal(Images[8..12], source.Pixels(1)); // samples 0, 2, 5, 7
        Assert.Equal(Images[8..12].Select(pixel => ((pixel / 255f) - 0.25f) / 0.5f), source.Floats(1));
    }

    [Theory]
    [InlineData(new[] { 4 }, "AsFloat")]
    [InlineData(new[] { 2, 2 }, "AsFloat")]
    [InlineData(new[] { 1, 2, 2 }, "Hwc")]
    [InlineData(new[] { 2, 2, 1 }, "AsFloat")]
    public void Single_channel_images_fit_every_shape_of_their_size(int[] shape, string layout)
    {
        using var source = DataSpec.Open(_folder.Write("images", Formats.Idx(Bytes, [10, 2, 2], Images)), For(shape));

        Assert.Equal(layout, source.Layout.ToString());
        Assert.Equal(Images[36..], source.Pixels(9));
        Assert.Equal(Images[36..].Select(pixel => pixel / 255f), source.Floats(9));
    }

    [Fact]
    public void Idx_files_of_floats_are_floats()
    {
        using var source = DataSpec.Open(_folder.Write("floats", Formats.Idx(Floats, [1, 2], [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0])), For(2));

        Assert.False(source.IsPixels);
        Assert.Equal([1, -2], source.Floats(0));
    }

    [Fact]
    public void A_misfit_names_both_shapes_and_offers_to_resize()
    {
        var error = Error(_folder.Write("images", Formats.Idx(Bytes, [10, 2, 2], Images)), For(1, 4, 4));

        Assert.Contains("[10, 2, 2]", error, StringComparison.Ordinal);
        Assert.Contains("[1, 4, 4]", error, StringComparison.Ordinal);
        Assert.Contains("--size 4x4", error, StringComparison.Ordinal);
        using var resized = DataSpec.Open(_folder.At("images"), For(1, 4, 4) with { Size = new ImageSize(4, 4) });
        Assert.Equal(10, resized.Count);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 })]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 7, 1, 0, 0, 0, 1, 5 })]
    [InlineData(new byte[] { 0, 0, 8, 0 })]
    [InlineData(new byte[] { 0, 0, 8, 200, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 2, 0, 0, 0, 2 })]
    [InlineData(new byte[] { 0, 0, 8, 3, 127, 255, 255, 255, 0, 0, 0, 2, 0, 0, 0, 2 })]
    [InlineData(new byte[] { 0x1f, 0x8b, 1, 2, 3 })]
    public void Damaged_headers_are_refused(byte[] file) => Error(_folder.Write("images", file), For(1, 2, 2));

    [Fact]
    public void Damage_of_any_kind_is_survived()
    {
        var idx = Formats.Idx(Bytes, [10, 2, 2], Images);
        Survives(_folder, "images", idx, For(1, 2, 2));
        Survives(_folder, "images.gz", Formats.Gzip(idx), For(1, 2, 2));
    }

    [Fact]
    public void Eight_bit_arrays_are_read_in_either_order_of_axes()
    {
        byte[] interleaved = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        byte[] planar = [.. from c in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 8) select interleaved[(i * 3) + c]];
        using var last = DataSpec.Open(_folder.Write("hwc.npy", Formats.Npy("|u1", false, "1, 2, 4, 3", interleaved)), For(3, 2, 4));
        using var first = DataSpec.Open(_folder.Write("chw.npy", Formats.Npy("|u1", false, "1, 3, 2, 4", planar)), For(3, 2, 4));
        using var flat = DataSpec.Open(_folder.Write("flat.npy", Formats.Npy("|u1", false, "1, 24", planar)), For(3, 2, 4));
        using var toFlat = DataSpec.Open(_folder.At("hwc.npy"), For(24));

        Assert.All([last, first, flat], source => Assert.Equal(interleaved, source.Pixels(0)));
        Assert.All([last, first, flat, toFlat], source => Assert.Equal(planar.Select(pixel => pixel / 255f), source.Floats(0)));
        Assert.Equal(planar, toFlat.Pixels(0));
        Assert.Equal(last.Sha256, first.Sha256);
    }

    [Fact]
    public void Mean_and_std_are_one_value_or_one_for_each_channel()
    {
        var path = _folder.Write("a.npy", Formats.Npy("|u1", false, "1, 1, 2, 3", [0, 51, 102, 153, 204, 255]));
        float[] mean = [0.1f, 0.2f, 0.3f], std = [0.5f, 1, 2];

        using var source = DataSpec.Open(path, For(3, 1, 2) with { Mean = mean, Std = std });
        using var one = DataSpec.Open(path, For(3, 1, 2) with { Mean = [0.5f] });

        Assert.Equal(
            [
                ((0 / 255f) - 0.1f) / 0.5f, ((153 / 255f) - 0.1f) / 0.5f, (51 / 255f) - 0.2f, (204 / 255f) - 0.2f, ((102 / 255f) - 0.3f) / 2,
                ((255 / 255f) - 0.3f) / 2,
            ],
            source.Floats(0));
        Assert.Equal(mean, source.Mean);
        Assert.Equal([0.5f, 0.5f, 0.5f], one.Mean);
        Assert.NotEqual(source.Sha256, one.Sha256);
        Assert.Contains("2 values", Error(path, For(3, 1, 2) with { Mean = [0, 0] }), StringComparison.Ordinal);
        Assert.Contains("above 0", Error(path, For(3, 1, 2) with { Std = [0] }), StringComparison.Ordinal);
        Assert.Contains("only one value", Error(path, For(6) with { Mean = mean }), StringComparison.Ordinal);
    }
}
