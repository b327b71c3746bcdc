using System.Security.Cryptography;
using Google.Protobuf;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Tensor encodings and external data.</summary>
public sealed class TensorTests
{
    private static readonly ExternalData Nowhere = new("model.onnx");

    [Theory]
    [InlineData((int)DataType.Float, new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0 })]
    [InlineData((int)DataType.Double, new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0 })]
    [InlineData((int)DataType.Float16, new byte[] { 0, 0x3C, 0, 0xC0 })]
    [InlineData((int)DataType.Bfloat16, new byte[] { 0x80, 0x3F, 0, 0xC0 })]
    public void Float_types_in_raw_bytes(int type, byte[] bytes) =>
        Assert.Equal([1f, -2f], TensorDecoder.Decode(Raw((DataType)type, bytes, 2), Nowhere).Floats);

    [Theory]
    [InlineData((int)DataType.Int64, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0xFE, 255, 255, 255, 255, 255, 255, 255 }, 1, -2)]
    [InlineData((int)DataType.Int32, new byte[] { 1, 0, 0, 0, 0xFE, 255, 255, 255 }, 1, -2)]
    [InlineData((int)DataType.Int16, new byte[] { 1, 0, 0xFE, 255 }, 1, -2)]
    [InlineData((int)DataType.Uint16, new byte[] { 1, 0, 0xFE, 255 }, 1, 65534)]
    [InlineData((int)DataType.Int8, new byte[] { 1, 0xFE }, 1, -2)]
    [InlineData((int)DataType.Uint8, new byte[] { 1, 0xFE }, 1, 254)]
    [InlineData((int)DataType.Bool, new byte[] { 1, 0 }, 1, 0)]
    [InlineData((int)DataType.Int4, new byte[] { 0xE1 }, 1, -2)]
    [InlineData((int)DataType.Uint4, new byte[] { 0xE1 }, 1, 14)]
    public void Integer_types_in_raw_bytes(int type, byte[] bytes, long first, long second) =>
        Assert.Equal([first, second], TensorDecoder.Decode(Raw((DataType)type, bytes, 2), Nowhere).Integers);

    [Fact]
    public void Types_in_their_own_fields()
    {
        Assert.Equal([1.5f], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Float, Dims = { 1 }, FloatData = { 1.5f } }, Nowhere).Floats);
        Assert.Equal([1.5f], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Double, DoubleData = { 1.5 } }, Nowhere).Floats);
        Assert.Equal(
            [1f, -2f],
            TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Float16, Dims = { 2 }, Int32Data = { 0x3C00, 0xC000 } }, Nowhere).Floats);
        Assert.Equal([7L], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Int64, Dims = { 1 }, Int64Data = { 7 } }, Nowhere).Integers);
        Assert.Equal([7L], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Uint32, Dims = { 1 }, Uint64Data = { 7 } }, Nowhere).Integers);
        Assert.Equal([-7L, 7], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Int8, Dims = { 2 }, Int32Data = { -7, 7 } }, Nowhere).Integers);
        Assert.Equal(
            [1L, -2, 3], TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Int4, Dims = { 3 }, Int32Data = { 0xE1, 0x03 } }, Nowhere).Integers);
        Assert.Empty(TensorDecoder.Decode(new TensorProto { DataType = (int)DataType.Float, Dims = { 0, 4 } }, Nowhere).Floats);
    }

    [Theory]
    [InlineData(new long[] { 1L << 40 })]
    [InlineData(new long[] { -3 })]
    [InlineData(new long[] { 1 << 20, 1 << 20, 1 << 20 })]
    [InlineData(new long[] { 1 << 30 })]
    public void A_declared_shape_allocates_nothing(long[] dims)
    {
        var tensor = new TensorProto { Name = "w", DataType = (int)DataType.Float };
        tensor.Dims.AddRange(dims);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsAny<UserError>(() => TensorDecoder.Decode(tensor, Nowhere));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void External_data_is_read_and_hashed()
    {
        var folder = Directory.CreateTempSubdirectory("qmlp-external").FullName;
        try
        {
            var (path, bytes) = WriteExternal(folder, "weights.bin", offset: 8);
            var model = OnnxModel.Load(path);
            var linear = Assert.IsType<LinearNode>(Assert.Single(Importer.Import(model).Nodes));
            Assert.Equal([1f, 2f, 3f, 4f], linear.Groups[0].Weights);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. File.ReadAllBytes(path), .. bytes])), model.Sha256);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("../weights.bin", 8, "names external data '../weights.bin', which is not a path inside the model's folder")]
    [InlineData("/etc/hostname", 0, "names external data '/etc/hostname', which is not a path inside the model's folder")]
    [InlineData("a/../../b", 0, "names external data 'a/../../b', which is not a path inside the model's folder")]
    [InlineData("missing.bin", 0, "is stored in 'missing.bin', which is not there; put that file beside the model")]
    [InlineData("weights.bin", 12, "needs bytes 12 to 28 of 'weights.bin', which has only 24")]
    public void External_data_that_is_refused(string location, int offset, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("qmlp-external").FullName;
        try
        {
            var (path, _) = WriteExternal(folder, location, offset);
            var error = Assert.ThrowsAny<UserError>(() => Importer.Import(OnnxModel.Load(path)));
            Assert.Equal($"model.onnx: tensor 'w' {reason}.", error.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>y = x W with W = [[1, 3], [2, 4]] at byte 8 of weights.bin, which has 24 bytes.</summary>
    private static (string Path, byte[] External) WriteExternal(string folder, string location, int offset)
    {
        var b = new OnnxModelBuilder("m", 17);
        var x = b.Input("x", 1, 2);
        b.Initializer("w", DataType.Float, [], 2, 2);
        b.Output(b.Node("MatMul", "y", [x, "w"]), 1, 2);
        var proto = b.Build();
        var tensor = proto.Graph.Initializer[0];
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{offset}" });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = "16" });
        var bytes = new byte[24];
        Buffer.BlockCopy(new[] { 1f, 3f, 2f, 4f }, 0, bytes, 8, 16);
        File.WriteAllBytes(Path.Combine(folder, "weights.bin"), bytes);
        var path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        return (path, bytes);
    }

    private static TensorProto Raw(DataType type, byte[] bytes, int count) =>
        new() { Name = "t", DataType = (int)type, Dims = { count }, RawData = ByteString.CopyFrom(bytes) };
}
