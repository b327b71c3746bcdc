using QMlp.Calibrator;
using QMlp.Calibrator.Files;

namespace QMlp.ModelFormat.Tests;

public sealed class QuantizedModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("m.qmlp");

    private string Sidecar => _folder.File("m.qmlp.weights");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_small_model_is_one_file()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mlp());
        Assert.Equal(["m.qmlp"], _folder.Names);
        Assert.Equal(ModelWriter.Write(SampleModels.Mlp()), File.ReadAllText(Path));
        Assert.Equal(SampleModels.Mlp(), QuantizedModelFile.Load(Path));
    }

    [Fact]
    public void A_large_model_has_its_weights_beside_it()
    {
        var model = SampleModels.Mixer(golden: true, inlineLimit: 0);
        QuantizedModelFile.Save(Path, model);
        Assert.Equal(["m.qmlp", "m.qmlp.weights"], _folder.Names);
        Assert.Equal(model.Weights.Bytes!, File.ReadAllBytes(Sidecar)[SidecarHeader.Length..]);

        var loaded = QuantizedModelFile.Load(Path);
        Assert.Equal(model, loaded);
        Assert.Equal(model.Weights.Bytes, loaded.Weights.Bytes);
    }

    [Fact]
    public void Saving_a_small_model_removes_the_sidecar_of_a_large_one()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mlp(inlineLimit: 0));
        QuantizedModelFile.Save(Path, SampleModels.Mlp());
        Assert.Equal(["m.qmlp"], _folder.Names);
    }

    [Fact]
    public void The_header_is_as_specified()
    {
        var store = SampleModels.Mlp(inlineLimit: 0).Weights;
        var header = SidecarHeader.Create(store);
        Assert.Equal(64, header.Length);
        Assert.Equal("89514D4C50570D0A" + "01000000" + "00000000", Convert.ToHexString(header[..16]));
        Assert.Equal(store.Length, BitConverter.ToInt64(header, 16));
        Assert.Equal(0, BitConverter.ToInt64(header, 24));
        Assert.Equal(store.Sha256, Convert.ToHexStringLower(header[32..]));
    }

    [Fact]
    public void A_missing_sidecar_is_named()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mlp(inlineLimit: 0));
        File.Delete(Sidecar);
        Assert.Contains("m.qmlp.weights', which is missing", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sidecar_cut_off_anywhere_is_refused()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mlp(inlineLimit: 0));
        var bytes = File.ReadAllBytes(Sidecar);
        for (var length = 0; length < bytes.Length; length += length < 80 ? 1 : 37)
        {
            File.WriteAllBytes(Sidecar, bytes[..length]);
            Assert.Contains("m.qmlp.weights", LoadError(), StringComparison.Ordinal);
        }

        File.WriteAllBytes(Sidecar, [.. bytes, 0]);
        Assert.Contains("m.qmlp.weights", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sidecar_with_any_byte_changed_is_refused()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mlp(inlineLimit: 0));
        var bytes = File.ReadAllBytes(Sidecar);
        for (var at = 0; at < bytes.Length; at += at < 80 ? 1 : 13)
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(Sidecar, bytes);
            Assert.Contains("m.qmlp.weights", LoadError(), StringComparison.Ordinal);
            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void The_sidecar_of_another_model_is_refused()
    {
        QuantizedModelFile.Save(Path, SampleModels.Mixer(inlineLimit: 0));
        var other = File.ReadAllBytes(Sidecar);
        QuantizedModelFile.Save(Path, SampleModels.Mlp(inlineLimit: 0));
        File.WriteAllBytes(Sidecar, other);
        Assert.Contains("another model", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_name_file_line_and_column()
    {
        File.WriteAllText(Path, "{\n  \"format\" 3");
        Assert.StartsWith($"{Path}(2,12): ", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_the_user() => Assert.Contains("cannot be read", LoadError(), StringComparison.Ordinal);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Throws<UserError>(() => AtomicFile.Write(Path, _ => throw new IOException("disk full")));
        Assert.Equal(["m.qmlp"], _folder.Names);
        Assert.Equal("old", File.ReadAllText(Path));
    }

    [Fact]
    public void A_missing_folder_is_an_error_of_the_user()
    {
        var error = Assert.Throws<UserError>(() => AtomicFile.WriteText(_folder.File("no/such/m.qmlp"), "x"));
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    private string LoadError() => Assert.Throws<UserError>(() => QuantizedModelFile.Load(Path)).Message;
}
