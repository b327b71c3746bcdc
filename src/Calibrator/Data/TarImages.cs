using Microsoft.Win32.SafeHandles;

namespace QMlp.Calibrator.Data;

/// <summary>A folder of images in an uncompressed .tar: its headers are read once, images from their places in it when they are asked for.</summary>
sealed class TarImages : IImageStore
{
    /// <summary>Data sets have a folder for each class and a few above; each of these is kept by its whole path.</summary>
    private const int MostFolders = 32;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, (long Offset, int Length)> _places = new(StringComparer.Ordinal);

    /// <exception cref="UserError">The archive cannot be read or is damaged.</exception>
    public TarImages(string path)
    {
        Name = Printable.Text(Path.GetFileName(path));
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var unreadable = new SortedSet<string>(StringComparer.Ordinal);
        using (var stream = DataFile.Open(path))
        {
            try
            {
                foreach (var entry in TarEntries.Read(stream))
                {
                    Add(entry, folders, unreadable);
                }
            }
            catch (Exception error) when (error is IOException or InvalidDataException)
            {
                throw new UserError($"{Name}: the tar archive is damaged or ends early ({error.Message.TrimEnd('.')}).", error);
            }
        }

        Images = [.. _places.Keys.Order(StringComparer.Ordinal)];
        Folders = [.. folders];
        Unreadable = [.. unreadable];
        _file = File.OpenHandle(path);
    }

    public string Name { get; }

    public IReadOnlyList<string> Images { get; }

    public IReadOnlyList<string> Unreadable { get; }

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

    private void Add(TarEntry entry, SortedSet<string> folders, SortedSet<string> unreadable)
    {
        // Archives made in a folder say "./a/b"; both spellings are the same file.
        var segments = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToArray();
        if (segments.Length == 0 || segments.Any(segment => segment.StartsWith('.')))
        {
            return;
        }

        if (segments.Length > MostFolders)
        {
            throw new UserError($"{Name}: {entry.Name} is {segments.Length} folders deep; at most {MostFolders} are read.");
        }

        for (var depth = 1; depth < segments.Length + (entry.IsFolder ? 1 : 0); depth++)
        {
            folders.Add(string.Join('/', segments[..depth]));
        }

        var path = string.Join('/', segments);
        if (!entry.IsFolder && ImageDecoder.IsImageName(path))
        {
            if (entry.Length > DataFile.LargestImage)
            {
                throw new UserError($"{Name}: {path} has {entry.Length} bytes, and images of at most {DataFile.LargestImage} are read.");
            }

            _places[path] = (entry.Offset, (int)entry.Length);
        }
        else if (!entry.IsFolder && ImageDecoder.IsForeignImageName(path))
        {
            unreadable.Add(path);
        }
    }
}
