using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using QMlp.Calibrator.Data;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Float32_samples_come_out_as_they_are(byte version)
    {
        float[] values = [1.5f, -2, 3e-40f, 4, 5, float.MaxValue];
        var path = _folder.Write("a.npy", Formats.Npy("<f4", false, "2, 3", MemoryMarshal.AsBytes<float>(values), version));

        using var source = DataSpec.Open(path, For(3));

        Assert.Equal((2, 2, false), (source.Count, source.Available, source.IsPixels));
        Assert.Equal(values[..3], source.Floats(0));
        Assert.Equal(values[3..], source.Floats(1));
        Assert.Equal("sample 1 of a.npy", source.Describe(1));
        Assert.Null(source.Labels);
    }

    [Theory]
    [InlineData("<f8")]
    [InlineData(">f8")]
    [InlineData(">f4")]
    [InlineData("<f2")]
    [InlineData(">i4")]
    [InlineData("<i8")]
    [InlineData("<u2")]
    [InlineData("|i1")]
    public void Other_number_types_are_converted(string descr)
    {
        int[] values = [0, 1, 100, 5, 90, 7];
        var size = descr[2] - '0';
        var bytes = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes.AsSpan(i * size, size);
            var bits = descr[1..] switch
            {
                "f8" => BitConverter.DoubleToInt64Bits(values[i]),
                "f4" => BitConverter.SingleToInt32Bits(values[i]),
                "f2" => BitConverter.HalfToInt16Bits((Half)values[i]),
                _ => values[i],
            };
            MemoryMarshal.AsBytes([bits])[..size].CopyTo(element);
            if (descr[0] == '>')
            {
                element.Reverse();
            }
        }

        using var source = DataSpec.Open(_folder.Write("a.npy", Formats.Npy(descr, false, "2, 3", bytes)), For(3));

        Assert.Equal(values.Select(value => (float)value), source.Floats(0).Concat(source.Floats(1)));
    }

    [Fact]
    public void Fortran_order_gives_the_same_samples_as_C_order()
    {
        const int n = 50, c = 2, h = 3, w = 4;
        var rowMajor = Enumerable.Range(0, n * c * h * w).Select(i => (float)i).ToArray();
        var columnMajor = new float[rowMajor.Length];
        for (var i = 0; i < rowMajor.Length; i++)
        {
            var (x, y, z, s) = (i % w, i / w % h, i / (w * h) % c, i / (w * h * c));
            columnMajor[s + (n * (z + (c * (y + (h * x)))))] = rowMajor[i];
        }

        var options = For(c, h, w) with { Samples = 7 };
        using var expected = DataSpec.Open(_folder.Write("c.npy", Formats.Npy(rowMajor, "50, 2, 3, 4")), options);
        using var actual = DataSpec.Open(
            _folder.Write("f.npy", Formats.Npy("<f4", true, "50, 2, 3, 4", MemoryMarshal.AsBytes<float>(columnMajor))), options);

        Assert.Equal(7, actual.Count);
        Assert.All(Enumerable.Range(0, 7), i => Assert.Equal(expected.Floats(i), actual.Floats(i)));
        Assert.Equal(expected.Sha256, actual.Sha256);
        Assert.Equal(rowMajor[(7 * c * h * w)..(8 * c * h * w)], expected.Floats(1));
    }

    [Theory]
    [InlineData("2, 4, 4", new[] { 1, 4, 4 })]
    [InlineData("2, 1, 4, 4", new[] { 4, 4 })]
    [InlineData("2, 4, 4", new[] { 16 })]
    [InlineData("2, 16", new[] { 1, 4, 4 })]
    [InlineData("2, 1, 1, 16", new[] { 16 })]
    public void Samples_fit_models_that_see_the_same_elements_under_another_shape(string shape, int[] model)
    {
        var values = Enumerable.Range(0, 32).Select(i => (float)i).ToArray();
        using var source = DataSpec.Open(_folder.Write("a.npy", Formats.Npy(values, shape)), For(model));

        Assert.Equal(2, source.Count);
        Assert.Equal(values[16..], source.Floats(1));
    }

    [Fact]
    public void A_single_sample_needs_no_batch_axis()
    {
        using var image = DataSpec.Open(_folder.Write("a.npy", Formats.Npy(new float[16], "4, 4")), For(4, 4));
        using var vector = DataSpec.Open(_folder.Write("b.npy", Formats.Npy(new float[16], "16,")), For(16));

        Assert.Equal((1, 1), (image.Count, vector.Count));
    }

    [Theory]
    [InlineData("2, 4, 4", new[] { 1, 5, 5 }, "[2, 4, 4]", "save it as [samples, 1, 5, 5]")]
    [InlineData("2, 4, 2, 2", new[] { 2, 4, 2 }, "[2, 4, 2, 2]", "transpose it to [samples, 2, 4, 2]")]
    [InlineData("4, 8", new[] { 32 }, "[4, 8]", "save it as [samples, 32]")]
    [InlineData("32,", new[] { 4, 8 }, "[32]", "save it as [samples, 4, 8]")]
    public void A_misfit_names_both_shapes_and_what_to_change(string shape, int[] model, string found, string advice)
    {
        var error = Error(_folder.Write("a.npy", Formats.Npy(new float[32], shape)), For(model));

        Assert.Contains($"a.npy: the array is {found}", error, StringComparison.Ordinal);
        Assert.Contains($"a sample of the model is [{string.Join(", ", model)}]", error, StringComparison.Ordinal);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused_by_its_sample(float bad) =>
        Assert.Contains("sample 1", Error(_folder.Write("a.npy", Formats.Npy([1, 2, 3, bad], "2, 2")), For(2)), StringComparison.Ordinal);

    [Fact]
    public void Normalization_is_refused_for_floats_unless_it_is_only_a_default()
    {
        var path = _folder.Write("a.npy", Formats.Npy(new float[4], "2, 2"));

        Assert.Contains("leave out --mean", Error(path, For(2) with { Mean = [0.5f] }), StringComparison.Ordinal);
        using var source = DataSpec.Open(path, For(2) with { DefaultMean = [0.5f], DefaultStd = [0.5f] });
        Assert.Equal([0f], source.Mean);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2), }", "ends early")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), }", "out of range")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 2), }", "out of range")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2), }", "no samples")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "save it as")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2), }", "17 axes")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2), }", "records are not")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1, 2), }", "type")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1, 2), }", "'<c8'")]
    [InlineData("{}", "does not tell")]
    public void Hostile_headers_are_refused_with_a_sentence(string header, string expected) =>
        Assert.Contains(
            expected, Error(_folder.Write("a.npy", Formats.NpyWithHeader(Encoding.ASCII.GetBytes(header), new byte[16])), For(2)), StringComparison.Ordinal);

    [Fact]
    public void An_array_that_promises_more_than_the_file_holds_is_refused_before_memory_is_taken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var huge = Formats.Npy("<f4", true, "500000000, 2", new byte[64]);

        Error(_folder.Write("a.npy", huge), For(2));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Damage_of_any_kind_is_survived()
    {
        Survives(_folder, "a.npy", Formats.Npy(Enumerable.Range(0, 60).Select(i => (float)i).ToArray(), "5, 12"), For(3, 4));
        Survives(_folder, "u.npy", Formats.Npy("|u1", true, "5, 4, 3", new byte[60]), For(1, 4, 3));
    }

    [Fact]
    public void What_is_written_reads_back_and_has_numpys_alignment()
    {
        var path = _folder.At("out.npy");
        float[][] rows = [[1, 2.5f], [float.NegativeInfinity, -0f], [3, float.Epsilon]];

        NpyWriter.Write(path, [2], rows.Length, rows);

        var bytes = File.ReadAllBytes(path);
        Assert.Equal(10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)), bytes.Length - (6 * sizeof(float)));
        Assert.Equal(0, (bytes.Length - (6 * sizeof(float))) % 64);
        Assert.Equal((byte)'\n', bytes[^25]);
        Assert.Equal(rows.SelectMany(row => row).Select(BitConverter.SingleToInt32Bits), MemoryMarshal.Cast<byte, int>(bytes.AsSpan(^24..)).ToArray());
        using var array = NpyFormat.Open(path);
        Assert.Equal([3, 2], array.Header.Dims);
    }

    [Fact]
    public void A_write_that_fails_leaves_what_was_there()
    {
        var path = _folder.Write("out.npy", [1, 2, 3]);
        static IEnumerable<float[]> Rows()
        {
            yield return [1];
            throw new UserError("the second row fails.");
        }

        Assert.Throws<UserError>(() => NpyWriter.Write(path, [1], 2, Rows()));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Root));
        Assert.Throws<UserError>(() => NpyWriter.Write(Path.Combine(_folder.Root, "missing", "out.npy"), [1], 1, [[1f]]));
    }
}
