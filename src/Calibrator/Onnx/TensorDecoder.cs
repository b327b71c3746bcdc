using System.Buffers.Binary;
using System.Runtime.InteropServices;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx;

/// <summary>
/// Reads the elements of a tensor from whichever field holds them. Nothing is allocated from a declared shape alone: the number
/// of stored elements is compared with it first.
/// </summary>
static class TensorDecoder
{
    /// <summary>A shape of more elements than this is damage, not a network.</summary>
    private const long MostElements = 1L << 30;

    /// <exception cref="UserError">The tensor is damaged or of a type that has no numbers.</exception>
    public static ConstantTensor Decode(TensorProto tensor, ExternalData external)
    {
        var shape = ReadShape(tensor, external.ModelName);
        var type = (DataType)tensor.DataType;
        var bits = BitsPerElement(type);
        if (bits == 0)
        {
            throw Damaged(tensor, external.ModelName, $"has element type {type}, which has no use in a network that QMlp can compile");
        }

        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return FromBytes(tensor, type, shape, external.Read(tensor, ByteLength(shape.Length, bits)), external.ModelName);
        }

        return tensor.RawData.Length > 0 || shape.Length == 0
            ? FromBytes(tensor, type, shape, tensor.RawData.Span, external.ModelName)
            : FromFields(tensor, type, shape, external.ModelName);
    }

    private static Shape ReadShape(TensorProto tensor, string modelName)
    {
        long product = 1;
        foreach (var dim in tensor.Dims)
        {
            if (dim is < 0 or > MostElements || (product *= dim) > MostElements)
            {
                throw Damaged(tensor, modelName, $"has the impossible shape [{string.Join(", ", tensor.Dims.Take(16))}]");
            }
        }

        if (tensor.Dims.Count > 16)
        {
            throw Damaged(tensor, modelName, $"has {tensor.Dims.Count} axes");
        }

        return new Shape([.. tensor.Dims.Select(dim => (int)dim)]);
    }

    /// <summary>Storage of an element in raw_data, in bits; 0 for types without numbers or without a use here.</summary>
    private static int BitsPerElement(DataType type) => type switch
    {
        DataType.Uint4 or DataType.Int4 => 4,
        DataType.Uint8 or DataType.Int8 or DataType.Bool => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 32,
        DataType.Double or DataType.Int64 or DataType.Uint64 => 64,
        _ => 0,
    };

    private static long ByteLength(int elements, int bits) => (((long)elements * bits) + 7) / 8;

    private static ConstantTensor FromBytes(
        TensorProto tensor, DataType type, Shape shape, ReadOnlySpan<byte> bytes, string modelName)
    {
        var expected = ByteLength(shape.Length, BitsPerElement(type));
        if (bytes.Length != expected)
        {
            throw Damaged(tensor, modelName, $"has shape {shape}, which takes {expected} bytes, but holds {bytes.Length}");
        }

        var count = shape.Length;
        if (type is DataType.Float or DataType.Float16 or DataType.Bfloat16 or DataType.Double)
        {
            var floats = new float[count];
            if (type == DataType.Float && BitConverter.IsLittleEndian)
            {
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(floats);
                return new ConstantTensor(shape, floats) { Name = tensor.Name };
            }

            for (var i = 0; i < count; i++)
            {
                floats[i] = type switch
                {
                    DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                    DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
                    var half => HalfToFloat(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]), half),
                };
            }

            return new ConstantTensor(shape, floats) { Name = tensor.Name };
        }

        var integers = new long[count];
        for (var i = 0; i < count; i++)
        {
            integers[i] = type switch
            {
                DataType.Int64 or DataType.Uint64 => BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]),
                DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]),
                DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]),
                DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]),
                DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
                DataType.Int8 => (sbyte)bytes[i],
                DataType.Bool => bytes[i] == 0 ? 0 : 1,
                DataType.Uint4 or DataType.Int4 => Nibble(bytes[i / 2], i, type),
                _ => bytes[i],
            };
        }

        return new ConstantTensor(shape, integers, KindOf(type)) { Name = tensor.Name, StoredType = type };
    }

    private static ConstantTensor FromFields(TensorProto tensor, DataType type, Shape shape, string modelName)
    {
        var count = shape.Length;
        var stored = type switch
        {
            DataType.Float => tensor.FloatData.Count,
            DataType.Double => tensor.DoubleData.Count,
            DataType.Int64 => tensor.Int64Data.Count,
            DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        var expected = type is DataType.Uint4 or DataType.Int4 ? (count + 1) / 2 : count;
        if (stored != expected)
        {
            throw Damaged(tensor, modelName, $"has shape {shape}, which takes {expected} stored elements, but holds {stored}");
        }

        switch (type)
        {
            case DataType.Float:
                return new ConstantTensor(shape, [.. tensor.FloatData]) { Name = tensor.Name };
            case DataType.Double:
                return new ConstantTensor(shape, [.. tensor.DoubleData.Select(value => (float)value)]) { Name = tensor.Name };
            case DataType.Float16 or DataType.Bfloat16:
                return new ConstantTensor(shape, [.. tensor.Int32Data.Select(value => HalfToFloat((ushort)value, type))]) { Name = tensor.Name };
        }

        long[] integers = type switch
        {
            DataType.Int64 => [.. tensor.Int64Data],
            DataType.Uint32 or DataType.Uint64 => [.. tensor.Uint64Data.Select(value => (long)value)],
            DataType.Uint4 or DataType.Int4 => [.. Enumerable.Range(0, count).Select(i => Nibble((byte)tensor.Int32Data[i / 2], i, type))],
            DataType.Bool => [.. tensor.Int32Data.Select(value => value == 0 ? 0L : 1L)],
            _ => [.. tensor.Int32Data.Select(value => (long)value)],
        };
        return new ConstantTensor(shape, integers, KindOf(type)) { Name = tensor.Name, StoredType = type };
    }

    private static ElementKind KindOf(DataType type) => type == DataType.Bool ? ElementKind.Boolean : ElementKind.Integer;

    /// <summary>Element <paramref name="index"/> of a packed 4-bit pair: the even one stands in the low half of the byte.</summary>
    private static long Nibble(byte pair, int index, DataType type)
    {
        var value = index % 2 == 0 ? pair & 0xF : pair >> 4;
        return type == DataType.Int4 && value >= 8 ? value - 16 : value;
    }

    /// <summary>float16 is IEEE binary16; bfloat16 is the upper half of a float32.</summary>
    private static float HalfToFloat(ushort bits, DataType type) =>
        type == DataType.Float16 ? (float)BitConverter.UInt16BitsToHalf(bits) : BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static UserError Damaged(TensorProto tensor, string modelName, string what) =>
        new($"{modelName}: tensor '{tensor.Name}' {what}; the file is damaged or not meant for inference, export it again.");
}
