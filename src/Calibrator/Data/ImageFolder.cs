namespace QMlp.Calibrator.Data;

/// <summary>A folder of images and its sub-folders. Hidden files and links to folders are passed over.</summary>
sealed class ImageFolder : IImageStore
{
    private readonly string _root;

    /// <exception cref="UserError">The folder cannot be read.</exception>
    public ImageFolder(string path)
    {
        _root = Path.GetFullPath(path);
        Name = Printable.Text(Path.GetFileName(Path.TrimEndingDirectorySeparator(_root)));
        var (images, unreadable, folders) = (new List<string>(), new List<string>(), new List<string>());
        try
        {
            Collect(new DirectoryInfo(_root), "", images, unreadable, folders);
        }
        catch (Exception error) when (DataFile.IsAccess(error))
        {
            throw DataFile.Unreadable(path, error);
        }

        images.Sort(StringComparer.Ordinal);
        unreadable.Sort(StringComparer.Ordinal);
        (Images, Unreadable, Folders) = (images, unreadable, folders);
    }

    public string Name { get; }

    public IReadOnlyList<string> Images { get; }

    public IReadOnlyList<string> Unreadable { get; }

    public IReadOnlyList<string> Folders { get; }

    public byte[] Read(string image) => DataFile.ReadImage(Path.Combine(_root, image));

    public void Dispose()
    {
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<string> images, List<string> unreadable, List<string> folders)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            if (entry is DirectoryInfo child)
            {
                if (child.LinkTarget is null)
                {
                    folders.Add(prefix + child.Name);
                    Collect(child, $"{prefix}{child.Name}/", images, unreadable, folders);
                }
            }
            else if (ImageDecoder.IsImageName(entry.Name))
            {
                images.Add(prefix + entry.Name);
            }
            else if (ImageDecoder.IsForeignImageName(entry.Name))
            {
                unreadable.Add(prefix + entry.Name);
            }
        }
    }
}
