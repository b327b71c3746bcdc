using System.Formats.Tar;
using Microsoft.Win32.SafeHandles;

namespace QMlp.Calibrator.Data;

/// <summary>A folder of images in an uncompressed .tar: its headers are read once, images from their places in it when they are asked for.</summary>
sealed class TarImages : IImageStore
{
    /// <summary>A larger file is no image of a data set.</summary>
    private const long LargestImage = 1 << 28;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, (long Offset, int Length)> _places = new(StringComparer.Ordinal);

    /// <exception cref="UserError">The archive cannot be read or is damaged.</exception>
    public TarImages(string path)
    {
        Name = Path.GetFileName(path);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        using (var stream = DataFile.Open(path))
        {
            try
            {
                using var reader = new TarReader(stream, leaveOpen: true);
                while (reader.GetNextEntry() is { } entry)
                {
                    Add(entry, stream.Length, folders);
                }
            }
            catch (Exception error) when (error is IOException or InvalidDataException or FormatException or ArgumentException or OverflowException)
            {
                throw new UserError($"{Name}: the tar archive is damaged or ends early ({error.Message.TrimEnd('.')}).", error);
            }
        }

        Images = [.. _places.Keys.Order(StringComparer.Ordinal)];
        Folders = [.. folders];
        _file = File.OpenHandle(path);
    }

    public string Name { get; }

    public IReadOnlyList<string> Images { get; }

    public IReadOnlyList<string> Folders { get; }

    public byte[] Read(string image)
    {
        var (offset, length) = _places[image];
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            done += read > 0 ? read : throw new UserError($"{Name}: the archive ends within {image}.");
        }

        return bytes;
    }

    public void Dispose() => _file.Dispose();

    private void Add(TarEntry entry, long archiveLength, SortedSet<string> folders)
    {
        // Archives made in a folder say "./a/b"; both spellings are the same file.
        var segments = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToArray();
        if (segments.Length == 0 || segments.Any(segment => segment.StartsWith('.')))
        {
            return;
        }

        var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
        for (var depth = 1; depth < segments.Length + (entry.EntryType == TarEntryType.Directory ? 1 : 0); depth++)
        {
            folders.Add(string.Join('/', segments[..depth]));
        }

        var path = string.Join('/', segments);
        if (isFile && ImageDecoder.IsImageName(path))
        {
            if (entry.Length > LargestImage || entry.DataOffset < 0 || entry.DataOffset > archiveLength - entry.Length)
            {
                throw new UserError($"{Name}: {path} is {entry.Length} bytes long, which the archive cannot hold; it is damaged or ends early.");
            }

            _places[path] = (entry.DataOffset, (int)entry.Length);
        }
    }
}
