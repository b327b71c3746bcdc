using System.Buffers.Binary;
using System.IO.Compression;

namespace Quickstart;

/// <summary>An array of bytes in MNIST's idx format: two zero bytes, type 8, rank, one big-endian extent for each axis, elements.</summary>
sealed record Idx(int Count, int Height, int Width, byte[] Elements)
{
    public ReadOnlySpan<byte> this[int index] => Elements.AsSpan(index * Height * Width, Height * Width);

    public static Idx Read(string path)
    {
        using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        zip.CopyTo(memory);
        var bytes = memory.ToArray();
        var rank = bytes[3];
        var extents = Enumerable.Range(0, rank).Select(axis => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * axis)))).ToArray();
        return new Idx(extents[0], rank > 1 ? extents[1] : 1, rank > 2 ? extents[2] : 1, bytes[(4 + (4 * rank))..]);
    }
}
