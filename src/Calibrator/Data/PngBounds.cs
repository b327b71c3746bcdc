using System.Buffers.Binary;
using System.IO.Compression;

namespace QMlp.Calibrator.Data;

/// <summary>
/// Walks a PNG's chunks and inflates its pixels, keeping nothing, before the decoder sees the file: the decoder believes the lengths of
/// chunks and takes memory for whatever the compressed data expands to.
/// </summary>
static class PngBounds
{
    private const int SignatureLength = 8;

    /// <summary>Length and type before the data of a chunk, its checksum after them.</summary>
    private const int ChunkOverhead = 12;

    /// <summary>First row, first column, and steps between rows and columns of Adam7's seven passes; not interlaced: one pass of all.</summary>
    private static readonly (int Y, int X, int StepY, int StepX)[] Adam7 =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)], Progressive = [(0, 0, 1, 1)];

    /// <summary>What is wrong with the file, as the end of a sentence about the image; null where its pixels are exactly those of its dimensions.</summary>
    public static string? Fault(byte[] file)
    {
        if (ReadHeader(file) is not { } header)
        {
            return "does not begin with the header of a PNG image";
        }

        if (PixelBytes(header) is not { } expected)
        {
            return "has pixels of a kind that PNG does not know";
        }

        using var data = new MemoryStream();
        for (var at = SignatureLength; at < file.Length;)
        {
            var left = file.Length - at;
            var length = left < ChunkOverhead ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > left - ChunkOverhead)
            {
                return "ends within a chunk, or has a chunk that is longer than the file";
            }

            var type = file.AsSpan(at + 4, 4);
            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(file, at + 8, (int)length);
            }

            at += ChunkOverhead + (int)length;
        }

        return Inflate(data, expected);
    }

    private static string? Inflate(MemoryStream data, long expected)
    {
        const string Other = "holds another number of pixels than its dimensions say";
        try
        {
            data.Position = 0;
            using var pixels = new ZLibStream(data, CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (long total = 0; ;)
            {
                var read = pixels.Read(buffer);
                total += read;
                if (total > expected || (read == 0 && total < expected))
                {
                    return Other;
                }

                if (read == 0)
                {
                    return null;
                }
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return "has damaged compressed pixels";
        }
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> file) =>
        file.Length >= SignatureLength + ChunkOverhead + 13
            && file[8..].StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'])
            ? new Header(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]), file[24], file[25], file[28])
            : null;

    /// <summary>Bytes of all rows, one more in each for its filter; null for a color type, depth or interlacing that does not exist.</summary>
    private static long? PixelBytes(Header header)
    {
        var channels = header.ColorType switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || header.Depth is not (1 or 2 or 4 or 8 or 16) || header.Interlace > 1)
        {
            return null;
        }

        long bytes = 0;
        foreach (var (y, x, stepY, stepX) in header.Interlace == 1 ? Adam7 : Progressive)
        {
            var (rows, columns) = (((long)header.Height - y + stepY - 1) / stepY, ((long)header.Width - x + stepX - 1) / stepX);
            bytes += rows > 0 && columns > 0 ? rows * (1 + (((columns * channels * header.Depth) + 7) / 8)) : 0;
        }

        return bytes;
    }

    private readonly record struct Header(uint Width, uint Height, byte Depth, byte ColorType, byte Interlace);
}
