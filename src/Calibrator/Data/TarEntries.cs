using System.Globalization;
using System.Text;

namespace QMlp.Calibrator.Data;

/// <summary>A file or folder of a tar archive.</summary>
/// <param name="Offset">Where its bytes begin in the archive.</param>
readonly record struct TarEntry(string Name, bool IsFolder, long Offset, long Length);

/// <summary>
/// The files and folders of an uncompressed tar archive, as old tars, POSIX (ustar, pax) and GNU tar write them. Blocks of 512 bytes: a header,
/// then the file, filled up with zeros. Longer names come before it in entries of their own, which are the only contents that are read.
/// </summary>
static class TarEntries
{
    private const int Block = 512;

    /// <summary>Archives of macOS keep extended attributes of a file in pax headers; more than this is damage.</summary>
    private const int LongestExtension = 1 << 20;

    /// <summary>The longest path of Linux.</summary>
    private const int LongestName = 4096;

    private const char Folder = '5', PaxHeader = 'x', GlobalPaxHeader = 'g', GnuLongName = 'L', GnuLongLink = 'K';

    /// <exception cref="InvalidDataException">The archive is damaged or ends early; the message is the part of a sentence that says how.</exception>
    public static IEnumerable<TarEntry> Read(Stream archive)
    {
        var header = new byte[Block];
        var extension = default(Extension);
        for (long at = 0; ReadBlock(archive, at, header);)
        {
            var place = at;
            var type = (char)header[156];
            // The size of a folder is a hint, which no bytes follow.
            var length = type == Folder ? 0 : extension.Length ?? Number(header.AsSpan(124, 12), place);
            at += Block;
            if (length > archive.Length - at)
            {
                throw new InvalidDataException($"the entry at byte {place} is {length} bytes long, and {archive.Length - at} follow");
            }

            if (type is PaxHeader or GnuLongName)
            {
                extension = ReadExtension(archive, at, length, type, extension);
            }
            else if (type is not (GlobalPaxHeader or GnuLongLink))
            {
                if (type is Folder or '\0' or '0' or '7')
                {
                    // Archives before POSIX mark folders by their names alone.
                    var name = extension.Name ?? Name(header);
                    yield return new TarEntry(name, type == Folder || name.EndsWith('/'), at, length);
                }

                extension = default;
            }

            at += (length + Block - 1) / Block * Block;
        }
    }

    /// <summary>False at the end of the archive: a block of zeros, or the end of the file.</summary>
    private static bool ReadBlock(Stream archive, long at, byte[] header)
    {
        if (at >= archive.Length)
        {
            return false;
        }

        archive.Position = at;
        if (archive.ReadAtLeast(header, Block, throwOnEndOfStream: false) < Block)
        {
            throw new InvalidDataException($"the header at byte {at} is cut off");
        }

        if (!header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        // The sum of all bytes, those of the sum itself counted as spaces.
        var sum = header.Sum(value => (long)value) - header[148..156].Sum(value => (long)value) + (8 * ' ');
        return sum == Number(header.AsSpan(148, 8), at) ? true : throw new InvalidDataException($"the checksum of the header at byte {at} is wrong");
    }

    /// <summary>Octal digits, or, for what these cannot hold, GNU's base 256 after a first byte of 0x80.</summary>
    private static long Number(ReadOnlySpan<byte> field, long at)
    {
        long value = 0;
        if (field[0] == 0x80)
        {
            foreach (var digit in field[1..])
            {
                value = value < 1L << 48 ? (value << 8) | digit : throw Damaged(at);
            }

            return value;
        }

        foreach (var digit in field.Trim(" \0"u8))
        {
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value << 3) | (uint)(digit - '0') : throw Damaged(at);
        }

        return value;

        static InvalidDataException Damaged(long at) => new($"a number in the header at byte {at} is no number");
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        // "ustar\0" is POSIX, whose long names have a first part of their own; GNU's "ustar  " keeps other things in that place.
        var name = Text(header[..100]);
        var prefix = header[257..].StartsWith("ustar\0"u8) ? Text(header.Slice(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field);

    private static Extension ReadExtension(Stream archive, long at, long length, char type, Extension known)
    {
        if (length > LongestExtension)
        {
            throw new InvalidDataException($"the entry at byte {at - Block} tells a name or attributes of {length} bytes");
        }

        var bytes = new byte[length];
        archive.Position = at;
        archive.ReadExactly(bytes);
        var found = type == GnuLongName ? known with { Name = Text(bytes) } : Pax(bytes, at, known);
        return found.Name is not { Length: > LongestName }
            ? found
            : throw new InvalidDataException($"the entry at byte {at - Block} has a name of {found.Name.Length} characters");
    }

    /// <summary>Records "LENGTH KEY=VALUE\n", of which the length counts itself.</summary>
    private static Extension Pax(ReadOnlySpan<byte> records, long at, Extension known)
    {
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > records.Length || length <= space + 1 || records[space..length].IndexOf((byte)'=') is not (> 0 and var equals))
            {
                throw new InvalidDataException($"the attributes at byte {at} are no pax records");
            }

            var key = records.Slice(space + 1, equals - 1);
            var value = records[(space + equals + 1)..(length - 1)];
            known = key.SequenceEqual("path"u8) ? known with { Name = Text(value) }
                : !key.SequenceEqual("size"u8) ? known
                : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? known with { Length = size }
                : throw new InvalidDataException($"the attributes at byte {at} tell a size that is no number");
            records = records[length..];
        }

        return known;
    }

    /// <summary>What an extension says of the entry that follows it.</summary>
    private readonly record struct Extension(string? Name, long? Length);
}
