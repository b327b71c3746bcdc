using System.Buffers.Binary;

namespace QMlp.ModelFormat;

/// <summary>
/// The 64 bytes that begin a sidecar, <c>NAME.qmlp.weights</c>; the block of weights follows at once. 64, so that a section's offset in
/// the file has the same alignment as in the block. The emitted class compares these bytes with a constant of its own.
/// <code>
///  0  8 bytes   magic: 0x89 "QMLPW" '\r' '\n'      (a transfer that takes the file for text changes one of them)
///  8  u32 LE    version, 1
/// 12  4 bytes   zero
/// 16  i64 LE    length of the block in bytes
/// 24  8 bytes   zero
/// 32  32 bytes  SHA-256 of the block
/// </code>
/// </summary>
static class SidecarHeader
{
    public const int Length = 64;

    public const int Version = 1;

    private const int VersionAt = 8;
    private const int LengthAt = 16;
    private const int HashAt = 32;

    private static readonly byte[] Magic = [0x89, (byte)'Q', (byte)'M', (byte)'L', (byte)'P', (byte)'W', (byte)'\r', (byte)'\n'];

    /// <summary>The header of the sidecar that goes with <paramref name="store"/>.</summary>
    public static byte[] Create(WeightStore store)
    {
        var header = new byte[Length];
        Magic.CopyTo(header, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(LengthAt), store.Length);
        Sha256Text.ToBytes(store.Sha256).CopyTo(header, HashAt);
        return header;
    }

    /// <summary>What is wrong with a header for <paramref name="store"/>, as the end of a sentence about the file; null when it fits.</summary>
    public static string? Check(ReadOnlySpan<byte> header, WeightStore store)
    {
        if (header.Length < Length || !header.Slice(0, Magic.Length).SequenceEqual(Magic))
        {
            return "is not a file of QMlp weights";
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(VersionAt));
        if (version != Version)
        {
            return $"has version {version}, and only version {Version} is known to this program";
        }

        return header.Slice(0, Length).SequenceEqual(Create(store)) ? null : "holds the weights of another model or of another calibration";
    }
}
