namespace QMlp.Calibrator.Data;

/// <summary>Kinds of files that data sets and labels come in.</summary>
enum DataKind
{
    Npy,
    Npz,
    Idx,
    Folder,
    Tar,
    Image,
    Text,
}

/// <summary>A data specification taken apart. The kind is told by what the file begins with, not by its name.</summary>
/// <param name="Array">Name of the array of a .npz, where one was given.</param>
sealed record DataLocation(string Path, DataKind Kind, string? Array)
{
    /// <summary>Where a tar archive has its magic "ustar".</summary>
    private const int TarMagicOffset = 257;

    /// <exception cref="UserError">There is no such file, or it is of no known kind.</exception>
    public static DataLocation Parse(string spec)
    {
        if (Directory.Exists(spec))
        {
            return new DataLocation(spec, DataKind.Folder, null);
        }

        // "images.npz:input"; a file whose own name has a colon wins.
        var colon = File.Exists(spec) ? -1 : spec.LastIndexOf(".npz:", StringComparison.OrdinalIgnoreCase);
        var (path, array) = colon < 0 ? (spec, null) : (spec[..(colon + 4)], spec[(colon + 5)..]);
        Span<byte> start = stackalloc byte[TarMagicOffset + 5];
        start.Clear();
        using (var stream = DataFile.Open(path))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        var kind = KindOf(start, path);
        return array is null || kind == DataKind.Npz
            ? new DataLocation(path, kind, array)
            : throw new UserError($"{path}: only .npz archives hold named arrays; leave out ':{array}'.");
    }

    private static DataKind KindOf(ReadOnlySpan<byte> start, string path)
    {
        if (start.StartsWith(NpyFormat.Magic))
        {
            return DataKind.Npy;
        }

        if (start.StartsWith("PK"u8))
        {
            return DataKind.Npz;
        }

        if (ImageDecoder.IsImage(start))
        {
            return DataKind.Image;
        }

        if (start.Length >= TarMagicOffset + 5 && start[TarMagicOffset..].StartsWith("ustar"u8))
        {
            return DataKind.Tar;
        }

        var isGzip = start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        if (isGzip && (path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UserError($"{path}: compressed tar archives are not read; unpack it (gunzip) and give the .tar.");
        }

        if (isGzip || start.StartsWith((ReadOnlySpan<byte>)[0, 0]))
        {
            return DataKind.Idx;
        }

        // A text of integers, which only labels are; an empty file is an empty one.
        foreach (var character in start)
        {
            if (!char.IsAsciiLetterOrDigit((char)character)
                && character is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'-' or (byte)'+' or (byte)'.' or (byte)','))
            {
                throw new UserError($"{path}: this is no kind of data that is read here; give {DataSpec.Kinds}.");
            }
        }

        return DataKind.Text;
    }
}
