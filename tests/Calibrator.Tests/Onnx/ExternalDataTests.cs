using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.Calibrator.Tests.Data;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Tensors in files beside the model: read inside the model's folder, and nowhere else.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private static readonly byte[] Numbers = [0, 0, 128, 63, 0, 0, 0, 64];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data.bin")]
    [InlineData("sub/data.bin")]
    [InlineData("linked-inside.bin")]
    [InlineData("folder-inside/data.bin")]
    public void Data_inside_the_folder_is_read_through_links_too(string location)
    {
        Prepare();
        Assert.Equal(Numbers, Read(location));
    }

    [Theory]
    [InlineData("linked-outside.bin")]
    [InlineData("folder-outside/data.bin")]
    [InlineData("chain.bin")]
    [InlineData("chain-through-folder.bin")]
    [InlineData("sub/up/data.bin")]
    public void A_link_that_leads_out_is_refused(string location)
    {
        Prepare();
        Assert.Contains("leads out of the model's folder", Assert.ThrowsAny<UserError>(() => Read(location)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside/data.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("sub\\data.bin")]
    [InlineData("")]
    public void A_path_that_is_none_inside_the_folder_is_refused(string location)
    {
        Prepare();
        Assert.Contains("not a path inside", Assert.ThrowsAny<UserError>(() => Read(location)).Message, StringComparison.Ordinal);
    }

    private void Prepare()
    {
        foreach (var name in (ReadOnlySpan<string>)["model/data.bin", "model/sub/data.bin", "outside/data.bin", "data.bin"])
        {
            _folder.Write(name, Numbers);
        }

        File.CreateSymbolicLink(_folder.At("model/linked-inside.bin"), "sub/data.bin");
        Directory.CreateSymbolicLink(_folder.At("model/folder-inside"), "sub");
        File.CreateSymbolicLink(_folder.At("model/linked-outside.bin"), "../outside/data.bin");
        Directory.CreateSymbolicLink(_folder.At("model/folder-outside"), _folder.At("outside"));
        File.CreateSymbolicLink(_folder.At("model/chain.bin"), "linked-outside.bin");
        File.CreateSymbolicLink(_folder.At("model/chain-through-folder.bin"), "folder-outside/data.bin");
        Directory.CreateSymbolicLink(_folder.At("model/sub/up"), "../..");
    }

    private byte[] Read(string location)
    {
        var tensor = new TensorProto { Name = "w", DataLocation = TensorProto.Types.DataLocation.External };
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        return new ExternalData(_folder.At("model/m.onnx")).Read(tensor, Numbers.Length);
    }
}
