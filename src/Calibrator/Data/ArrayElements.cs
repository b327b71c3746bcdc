using System.Buffers.Binary;

namespace QMlp.Calibrator.Data;

/// <summary>Makes numbers of the bytes of an array's elements.</summary>
static class ArrayElements
{
    /// <summary>The nearest float32 of each element.</summary>
    public static void ToFloats(ReadOnlySpan<byte> bytes, ArrayHeader header, Span<float> values)
    {
        var size = header.ElementSize;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ToFloat(bytes.Slice(i * size, size), header);
        }
    }

    /// <summary>An integer element; unsigned 64-bit values beyond the range of long come out negative.</summary>
    public static long ToInteger(ReadOnlySpan<byte> bytes, ArrayHeader header) => header.Element switch
    {
        ArrayElement.UInt8 => bytes[0],
        ArrayElement.Int8 => (sbyte)bytes[0],
        ArrayElement.UInt16 => (ushort)Bits16(bytes, header),
        ArrayElement.Int16 => Bits16(bytes, header),
        ArrayElement.UInt32 => (uint)Bits32(bytes, header),
        ArrayElement.Int32 => Bits32(bytes, header),
        _ => Bits64(bytes, header),
    };

    private static float ToFloat(ReadOnlySpan<byte> bytes, ArrayHeader header) => header.Element switch
    {
        ArrayElement.Float16 => (float)BitConverter.Int16BitsToHalf(Bits16(bytes, header)),
        ArrayElement.Float32 => BitConverter.Int32BitsToSingle(Bits32(bytes, header)),
        ArrayElement.Float64 => (float)BitConverter.Int64BitsToDouble(Bits64(bytes, header)),
        ArrayElement.UInt64 => (ulong)Bits64(bytes, header),
        _ => ToInteger(bytes, header),
    };

    private static short Bits16(ReadOnlySpan<byte> bytes, ArrayHeader header) =>
        header.BigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes);

    private static int Bits32(ReadOnlySpan<byte> bytes, ArrayHeader header) =>
        header.BigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static long Bits64(ReadOnlySpan<byte> bytes, ArrayHeader header) =>
        header.BigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
