using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using QMlp.Calibrator.Data;
using QMlp.Tests;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

/// <summary>Files that promise more than they hold: each is refused by a sentence that names it, before memory is taken for the promise.</summary>
public sealed class HostileDataTests : IDisposable
{
    /// <summary>What reading a file may allocate besides a few times its own length; each promises much more.</summary>
    private const long Bound = 8 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_chunk_longer_than_the_file()
    {
        var png = Formats.Png(8, 8, 3, new byte[192]);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(33), 0x3fffffff);

        Assert.Contains("chunk that is longer than the file", Refusal("a.png", png, For(3, 8, 8)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_inflate_to_more_or_fewer_than_the_dimensions_need()
    {
        const string Other = "another number of pixels";

        Assert.Contains(Other, Refusal("a.png", Formats.Png(8, 8, 8, 2, interlaced: false, Zeros(100 << 20)), For(3, 8, 8)), StringComparison.Ordinal);
        Assert.Contains(Other, Refusal("b.png", Formats.Png(8000, 8000, 8, 2, interlaced: false, Zeros(1000)), For(3, 8, 8)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(16, 6)]
    [InlineData(8, 4)]
    public void Interlaced_and_packed_pixels_are_counted_as_they_are_stored(int depth, int colorType)
    {
        // Adam7 of 5x5 pixels: passes of 1x1, 1x1, 2x1, 1x2, 3x1, 2x3 and 5x2 pixels.
        (int Width, int Height)[] passes = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 3), (5, 2)];
        var bits = depth * colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var length = passes.Sum(pass => pass.Height * (1 + (((pass.Width * bits) + 7) / 8)));

        Assert.Null(PngBounds.Fault(Formats.Png(5, 5, (byte)depth, (byte)colorType, interlaced: true, Zeros(length))));
        Assert.NotNull(PngBounds.Fault(Formats.Png(5, 5, (byte)depth, (byte)colorType, interlaced: true, Zeros(length + 1))));
        Assert.NotNull(PngBounds.Fault(Formats.Png(5, 5, (byte)depth, (byte)colorType, interlaced: true, Zeros(length - 1))));
    }

    [Fact]
    public void A_jpeg_that_says_it_is_larger_than_its_bytes_can_hold()
    {
        var jpeg = Formats.Jpeg(1, 2, 3);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 8000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 8000);

        Assert.Contains("cannot hold", Refusal("a.jpg", jpeg, For(1, 8, 8)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_of_endless_scans()
    {
        var jpeg = Formats.Jpeg(1, 2, 3);
        var scan = jpeg[jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xda])..^2];
        byte[] endless = [.. jpeg[..^2], .. Enumerable.Repeat(scan, 600).SelectMany(bytes => bytes), 0xff, 0xd9];

        Assert.Contains("scans", Refusal("a.jpg", endless, For(1, 8, 8)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_bad_image_of_a_folder_or_archive_is_named_and_the_others_are_read()
    {
        var bad = Formats.Png(2, 2, 1, new byte[4]);
        bad[33] = 0x3f;
        _folder.Write("set/1.png", Formats.Png(2, 2, 1, [1, 1, 1, 1]));
        _folder.Write("set/2.png", bad);
        _folder.Write("set/3.png", Formats.Png(2, 2, 1, [3, 3, 3, 3]));
        TarFile.CreateFromDirectory(_folder.At("set"), _folder.At("set.tar"), includeBaseDirectory: false);
        foreach (var (spec, name) in (ReadOnlySpan<(string, string)>)[("set", "set/2.png"), ("set.tar", "set.tar/2.png")])
        {
            using var source = DataSpec.Open(_folder.At(spec), For(1, 2, 2));
            Assert.StartsWith(name + ": ", Assert.Throws<UserError>(() => source.Pixels(1)).Message, StringComparison.Ordinal);
            Assert.Equal((1, 3), (source.Pixels(0)[0], source.Pixels(2)[0]));
        }
    }

    [Theory]
    [InlineData('x')]
    [InlineData('L')]
    [InlineData('0')]
    public void A_tar_entry_longer_than_the_archive(char type) =>
        Assert.Contains("bytes long, and", Refusal("a.tar", Tar(Header("x.png", type, "17777777760")), For(1, 2, 2)), StringComparison.Ordinal);

    [Fact]
    public void Headers_of_a_tar_that_say_nonsense()
    {
        Assert.Contains("checksum", Refusal("a.tar", Tar(Header("x.png", '0', "0", checksum: "0000001")), For(1, 2, 2)), StringComparison.Ordinal);
        Assert.Contains("no number", Refusal("b.tar", Tar(Header("x.png", '0', "99999999999")), For(1, 2, 2)), StringComparison.Ordinal);
        Assert.Contains(
            "no pax records", Refusal("c.tar", Tar(Header("x", 'x', "4"), Encoding.ASCII.GetBytes("9 x="), new byte[508]), For(1, 2, 2)),
            StringComparison.Ordinal);
        Assert.Contains(
            "attributes of 2000000 bytes", Refusal("d.tar", Tar(Header("x", 'x', "7502200"), new byte[2000384]), For(1, 2, 2)), StringComparison.Ordinal);
        Assert.Contains(
            "folders deep", Refusal("e.tar", Tar(Header(string.Concat(Enumerable.Repeat("a/", 40)), '5', "0")), For(1, 2, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_every_length_and_tar_dialect()
    {
        foreach (var format in (ReadOnlySpan<TarEntryFormat>)[TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu])
        {
            var name = format switch
            {
                TarEntryFormat.V7 => "cat/1.png",
                TarEntryFormat.Ustar => new string('a', 120) + "/1.png",
                _ => new string('ä', 120) + "/1.png",
            };
            using (var writer = new TarWriter(File.Create(_folder.At("a.tar")), format))
            {
                foreach (var path in (ReadOnlySpan<string>)[name, "dog/2.png"])
                {
                    System.Formats.Tar.TarEntry entry = format switch
                    {
                        TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, path),
                        TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, path),
                        TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, path),
                        _ => new GnuTarEntry(TarEntryType.RegularFile, path),
                    };
                    entry.DataStream = new MemoryStream(Formats.Png(2, 2, 1, [7, 7, 7, 7]));
                    writer.WriteEntry(entry);
                }
            }

            using var images = new TarImages(_folder.At("a.tar"));
            Assert.Equal(new[] { name, "dog/2.png" }.Order(StringComparer.Ordinal), images.Images);
            Assert.Equal(7, ImageDecoder.Decode(images.Read("dog/2.png"), "dog").Bytes[3]);
        }
    }

    [Fact]
    public void Arrays_that_promise_more_than_their_files_can_hold()
    {
        Assert.Contains("ends early", Refusal("a.idx", Formats.Idx(8, [1 << 20, 1 << 10], new byte[100]), For(1 << 10)), StringComparison.Ordinal);
        Assert.Contains(
            "ends early", Refusal("b.idx", Formats.Gzip(Formats.Idx(8, [1 << 20, 1 << 10], new byte[100])), For(1 << 10)), StringComparison.Ordinal);
        Assert.Contains("ends early", Refusal("c.npy", Formats.Npy("<f4", false, "1048576, 1024", new byte[100]), For(1 << 10)), StringComparison.Ordinal);

        // Within what deflate could expand to, but not there: 400 KB of noise that the array does not need make the promise possible.
        var noise = new byte[400 << 10];
        new Random(3).NextBytes(noise);
        Assert.Contains(
            "ends early", Refusal("d.npz", Formats.Npz(("input", Formats.Npy("<f4", true, "100000, 1024", noise))), For(1 << 10)), StringComparison.Ordinal);
        Assert.Contains(
            "ends early",
            Refusal("e.npz", Formats.Npz(("input", Formats.Npy("|u1", false, "1, 10000, 10000, 3", noise))), For(3, 8, 8) with { Size = new ImageSize(8, 8) }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_too_long_for_its_labels()
    {
        _folder.Write("set/1.png", Formats.Png(2, 2, 1, [1, 1, 1, 1]));
        var labels = _folder.Write("labels.txt", Encoding.ASCII.GetBytes(new string('1', 100_000)));

        Assert.Contains("labels.txt: the file is too long", Error(_folder.At("set"), For(1, 2, 2) with { Labels = labels }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("idat-1g.png")]
    [InlineData("bomb.png")]
    [InlineData("fuzz-data-006-64879.png")]
    [InlineData("pax-2g.tar")]
    [InlineData("fuzz-data-000-41195.tar")]
    public void Files_that_once_did_harm(string name)
    {
        var path = SharedData.Require("hostile/" + name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var source = DataSpec.Open(path, For(3, 8, 8));
            source.Pixels(0);
        }
        catch (UserError error)
        {
            Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Bound + (4 * new FileInfo(path).Length));
    }

    /// <summary>The sentence that refuses the file, which must name it and be given without much memory.</summary>
    private string Refusal(string name, byte[] file, DataOptions options)
    {
        var path = _folder.Write(name, file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sentence = Error(path, options);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Bound + (4 * file.Length));
        Assert.StartsWith(name, sentence, StringComparison.Ordinal);
        return sentence;
    }

    private static MemoryStream Zeros(int length) => new(new byte[length]);

    private static byte[] Tar(params byte[][] blocks) => [.. blocks.SelectMany(block => block), .. new byte[1024]];

    private static byte[] Header(string name, char type, string size, string? checksum = null)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes(size).CopyTo(header, 124);
        header[156] = (byte)type;
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(checksum ?? Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0')).CopyTo(header, 148);
        return header;
    }
}
