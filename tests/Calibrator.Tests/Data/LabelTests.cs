using System.Runtime.InteropServices;
using QMlp.Calibrator.Data;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public LabelTests() => _data = _folder.Write("data.npy", Formats.Npy(new float[5], "5, 1"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_form_of_labels_is_read_and_sampled_with_the_data()
    {
        var vector = Formats.Npy("<i8", false, "5,", MemoryMarshal.AsBytes<long>([9, 0, 3, 1, 7]));
        string[] specs =
        [
            _folder.Write("labels-idx1-ubyte", Formats.Idx(0x08, [5], [9, 0, 3, 1, 7])),
            _folder.Write("labels-idx1-ubyte.gz", Formats.Gzip(Formats.Idx(0x08, [5], [9, 0, 3, 1, 7]))),
            _folder.Write("labels.npy", vector),
            _folder.Write("column.npy", Formats.Npy(">i2", false, "5, 1", [0, 9, 0, 0, 0, 3, 0, 1, 0, 7])),
            _folder.Write("labels.npz", Formats.Npz(("labels", vector), ("other", vector))) + ":labels",
            _folder.At("labels.npz"),
            _folder.Write("labels.txt", "9\r\n0\n\n 3 \n1\n7"u8),
        ];

        Assert.All(specs, spec =>
        {
            using var source = DataSpec.Open(_data, For(1) with { Samples = 2, Labels = spec });
            Assert.Equal([9, 3], source.Labels!);
        });
    }

    [Fact]
    public void A_wrong_number_of_labels_is_refused()
    {
        var spec = _folder.Write("labels.txt", "1\n2\n"u8);

        Assert.Contains("2 labels for 5 samples", Error(_data, For(1) with { Labels = spec }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\n2\nx\n4\n5", "labels.txt(3): 'x'")]
    [InlineData("1\n2\n3\n-4\n5", "labels.txt(4): '-4'")]
    [InlineData("1\n2\n3\n4.0\n5", "labels.txt(4): '4.0'")]
    [InlineData("1\n2\n3\n99999999999999999999999\n5", "labels.txt(4): '99999999999999999999...'")]
    [InlineData("", "0 labels")]
    public void Lines_that_are_no_class_index_are_named(string text, string expected)
    {
        var spec = _folder.Write("labels.txt", System.Text.Encoding.ASCII.GetBytes(text));

        Assert.Contains(expected, Error(_data, For(1) with { Labels = spec }), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_no_vector_of_integers_are_refused()
    {
        Assert.Contains("vector of integers", Error(_data, For(1) with { Labels = _data }), StringComparison.Ordinal);
        var matrix = _folder.Write("matrix.npy", Formats.Npy("|u1", false, "5, 5", new byte[25]));
        Assert.Contains("[5, 5]", Error(_data, For(1) with { Labels = matrix }), StringComparison.Ordinal);
        var negative = _folder.Write("negative.npy", Formats.Npy("|i1", false, "5,", [0, 0, 0xff, 0, 0]));
        Assert.Contains("label 2 is -1", Error(_data, For(1) with { Labels = negative }), StringComparison.Ordinal);
        Assert.Contains("no such file", Error(_data, For(1) with { Labels = _folder.At("missing") }), StringComparison.Ordinal);
    }
}
