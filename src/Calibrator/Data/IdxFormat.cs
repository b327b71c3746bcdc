using System.Buffers.Binary;
using System.IO.Compression;

namespace QMlp.Calibrator.Data;

/// <summary>
/// The idx format of the MNIST data sets, plain or gzipped: two zero bytes, a type, the rank, the extents as big-endian 32-bit integers,
/// then the elements, big-endian and row-major.
/// </summary>
static class IdxFormat
{
    /// <exception cref="UserError">The file is damaged or no idx file.</exception>
    public static ArrayStream Open(string path)
    {
        var name = Printable.Text(Path.GetFileName(path));
        var file = DataFile.Open(path);
        try
        {
            var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            Stream stream = zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            var header = ReadHeader(stream, name);
            ArrayStream.CheckLength(name, header, zipped ? file.Length : file.Length - file.Position, zipped);
            return new ArrayStream(name, header, stream, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static ArrayHeader ReadHeader(Stream stream, string name)
    {
        try
        {
            Span<byte> start = stackalloc byte[4];
            stream.ReadExactly(start);
            if (start[0] != 0 || start[1] != 0 || ElementOf(start[2]) is not { } element || start[3] is < 1 or > ArrayHeader.MaxRank)
            {
                throw new UserError($"{name}: this is not an idx file (the MNIST format), or it is damaged.");
            }

            var extents = new byte[start[3] * 4];
            stream.ReadExactly(extents);
            var dims = new int[start[3]];
            for (var axis = 0; axis < dims.Length; axis++)
            {
                dims[axis] = BinaryPrimitives.ReadInt32BigEndian(extents.AsSpan(axis * 4));
                if (dims[axis] < 0)
                {
                    throw new UserError($"{name}: the extent of axis {axis} in the idx header is out of range; the file is damaged.");
                }
            }

            return new ArrayHeader(element, BigEndian: true, ColumnMajor: false, dims);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new UserError($"{name}: the file ends within its header, or its compression is damaged.", error);
        }
    }

    private static ArrayElement? ElementOf(byte type) => type switch
    {
        0x08 => ArrayElement.UInt8,
        0x09 => ArrayElement.Int8,
        0x0B => ArrayElement.Int16,
        0x0C => ArrayElement.Int32,
        0x0D => ArrayElement.Float32,
        0x0E => ArrayElement.Float64,
        _ => null,
    };
}
