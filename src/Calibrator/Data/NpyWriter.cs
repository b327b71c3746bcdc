using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using QMlp.Calibrator.Files;

namespace QMlp.Calibrator.Data;

/// <summary>Writes a float32 array as a .npy file (version 1.0, row-major, little-endian).</summary>
static class NpyWriter
{
    /// <summary>NumPy aligns the elements to this.</summary>
    private const int Alignment = 64;

    /// <summary>Writes rows of equal length as one array. The file appears whole or not at all.</summary>
    /// <param name="shape">Extents of one row, for example [10]; the number of rows is put in front.</param>
    /// <param name="rows">Taken one by one, so they need not be in memory at once.</param>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<int> shape, int count, IEnumerable<float[]> rows, CancellationToken cancellation = default)
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Header([count, .. shape]));
            var length = shape.Aggregate(1, (product, dim) => product * dim);
            var written = 0;
            foreach (var row in rows)
            {
                ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, length, nameof(rows));
                WriteRow(stream, row);
                written++;
            }

            ArgumentOutOfRangeException.ThrowIfNotEqual(written, count, nameof(count));
        }, cancellation);
    }

    private static byte[] Header(IReadOnlyList<int> dims)
    {
        var shape = dims.Count == 1 ? $"({dims[0]},)" : $"({string.Join(", ", dims)})";
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}";

        // Magic, version and length take 10 bytes; the text is filled up with spaces and ends in a newline.
        var length = ((text.Length + 11 + Alignment - 1) / Alignment * Alignment) - 10;
        var header = new byte[10 + length];
        NpyFormat.Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(10));
        return header;
    }

    private static void WriteRow(Stream stream, float[] row)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(row.AsSpan()));
            return;
        }

        Span<byte> element = stackalloc byte[sizeof(float)];
        foreach (var value in row)
        {
            BinaryPrimitives.WriteSingleLittleEndian(element, value);
            stream.Write(element);
        }
    }
}
