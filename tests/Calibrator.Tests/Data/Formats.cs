using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace QMlp.Calibrator.Tests.Data;

/// <summary>Makes files of each format byte by byte, so that nothing of the code under test takes part.</summary>
static class Formats
{
    public static byte[] Npy(string descr, bool fortran, string shape, ReadOnlySpan<byte> elements, byte version = 1)
    {
        var text = Encoding.UTF8.GetBytes($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({shape}), }}\n");
        return NpyWithHeader(text, elements, version);
    }

    public static byte[] NpyWithHeader(byte[] header, ReadOnlySpan<byte> elements, byte version = 1)
    {
        byte[] length = version == 1 ? [(byte)header.Length, (byte)(header.Length >> 8)] : [(byte)header.Length, (byte)(header.Length >> 8), 0, 0];
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. elements];
    }

    public static byte[] Npy(ReadOnlySpan<float> values, string shape) => Npy("<f4", false, shape, MemoryMarshal.AsBytes(values));

    public static byte[] Npz(params (string Name, byte[] Npy)[] arrays)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, npy) in arrays)
            {
                using var entry = zip.CreateEntry(name + ".npy").Open();
                entry.Write(npy);
            }
        }

        return memory.ToArray();
    }

    public static byte[] Idx(byte type, int[] dims, ReadOnlySpan<byte> elements)
    {
        var header = new byte[4 + (4 * dims.Length)];
        (header[2], header[3]) = (type, (byte)dims.Length);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), dims[axis]);
        }

        return [.. header, .. elements];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    /// <summary>A PNG of 8-bit samples: 1 channel (gray), 3 (color) or 4 (color with transparency).</summary>
    public static byte[] Png(int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        using var rows = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte(0); // no filter
            rows.Write(pixels.Slice(y * width * channels, width * channels));
        }

        rows.Position = 0;
        return Png(width, height, 8, (byte)(channels switch { 1 => 0, 3 => 2, _ => 6 }), interlaced: false, rows);
    }

    /// <summary>A PNG of any kind, whose filtered rows are given; they need not be as many as the dimensions say.</summary>
    public static byte[] Png(int width, int height, byte depth, byte colorType, bool interlaced, Stream rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colorType, (byte)(interlaced ? 1 : 0));
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            rows.CopyTo(zlib);
        }

        return [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n', .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A baseline gray JPEG of 8x8 blocks, one row of them, each of a single value: all coefficients but the first are zero.</summary>
    public static byte[] Jpeg(params byte[] blockValues)
    {
        // The quantizer of the first coefficient is 8, so that coefficient is value - 128. Its difference to the previous block's is coded as
        // the number of its bits (a 4-bit code, which is the number itself) and the bits; one bit 0 then ends the block.
        var bits = new StringBuilder();
        var previous = 0;
        foreach (var value in blockValues)
        {
            var difference = value - 128 - previous;
            previous = value - 128;
            var size = difference == 0 ? 0 : 32 - int.LeadingZeroCount(Math.Abs(difference));
            bits.Append(Convert.ToString(size, 2).PadLeft(4, '0'));
            if (size > 0)
            {
                bits.Append(Convert.ToString(difference > 0 ? difference : difference + (1 << size) - 1, 2).PadLeft(size, '0'));
            }

            bits.Append('0');
        }

        while (bits.Length % 8 != 0)
        {
            bits.Append('1');
        }

        var scan = new List<byte>();
        for (var i = 0; i < bits.Length; i += 8)
        {
            scan.Add(Convert.ToByte(bits.ToString(i, 8), 2));
            if (scan[^1] == 0xff)
            {
                scan.Add(0);
            }
        }

        return
        [
            0xff, 0xd8,
            0xff, 0xdb, 0, 67, 0, 8, .. Enumerable.Repeat((byte)1, 63),
            0xff, 0xc0, 0, 11, 8, 0, 8, 0, (byte)(8 * blockValues.Length), 1, 1, 0x11, 0,
            0xff, 0xc4, 0, 31, 0x00, 0, 0, 0, 12, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
            0xff, 0xc4, 0, 20, 0x10, 1, .. new byte[15], 0,
            0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0, .. scan,
            0xff, 0xd9,
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
