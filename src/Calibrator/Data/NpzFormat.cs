using System.IO.Compression;

namespace QMlp.Calibrator.Data;

/// <summary>NumPy's .npz: a ZIP of .npy files, of which one is chosen by name.</summary>
static class NpzFormat
{
    /// <param name="array">Name of the array; null: the only one, or the one of a name in <paramref name="defaults"/>.</param>
    /// <exception cref="UserError">The archive is damaged or holds no such array.</exception>
    public static ArrayStream Open(string path, string? array, params IReadOnlyList<string> defaults)
    {
        var file = DataFile.Open(path);
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = Choose(archive, array, defaults, Printable.Text(Path.GetFileName(path)));
            var name = $"{Printable.Text(Path.GetFileName(path))}:{ArrayName(entry)}";
            var elements = entry.Open();
            var header = NpyFormat.ReadHeader(elements, name);
            var isDeflated = entry.CompressedLength != entry.Length;
            ArrayStream.CheckLength(name, header, entry.CompressedLength, isDeflated);
            if (isDeflated && header.ColumnMajor)
            {
                // All samples are filled at the same time, so memory is taken for all of them at once: they have to be there.
                ArrayStream.CheckLength(name, header, Count(elements), deflated: false);
                elements.Dispose();
                elements = entry.Open();
                NpyFormat.ReadHeader(elements, name);
            }

            return new ArrayStream(name, header, elements, archive, file);
        }
        catch (Exception error)
        {
            archive?.Dispose();
            file.Dispose();
            if (error is not UserError)
            {
                throw new UserError($"{Printable.Text(Path.GetFileName(path))}: the .npz archive is damaged ({error.Message.TrimEnd('.')}).", error);
            }

            throw;
        }
    }

    private static ZipArchiveEntry Choose(ZipArchive archive, string? array, IReadOnlyList<string> defaults, string file)
    {
        var entries = archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)).ToList();
        var chosen = array is not null ? entries.Find(entry => ArrayName(entry) == array)
            : entries.Count == 1 ? entries[0]
            : defaults.Select(name => entries.Find(entry => ArrayName(entry) == name)).FirstOrDefault(entry => entry is not null);
        var names = string.Join(", ", entries.Select(ArrayName).Order(StringComparer.Ordinal).Take(8));
        return chosen
            ?? throw new UserError(
                entries.Count == 0 ? $"{file}: the archive holds no .npy array."
                : array is not null ? $"{file}: the archive holds no array '{array}'; it holds {names}."
                : $"{file}: the archive holds {entries.Count} arrays ({names}); write {file}:NAME to choose one.");
    }

    /// <summary>Bytes that are left of a stream.</summary>
    private static long Count(Stream stream)
    {
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
        }

        return total;
    }

    private static string ArrayName(ZipArchiveEntry entry) => entry.FullName[..^4];
}
