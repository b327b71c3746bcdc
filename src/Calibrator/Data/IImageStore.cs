namespace QMlp.Calibrator.Data;

/// <summary>A tree of image files: a folder, or an archive of one.</summary>
interface IImageStore : IDisposable
{
    /// <summary>Name of the folder or archive, without its path.</summary>
    string Name { get; }

    /// <summary>Paths of the images relative to the root, with '/', in ordinal order.</summary>
    IReadOnlyList<string> Images { get; }

    /// <summary>Paths of all folders below the root, empty ones too: a class without images is still a class.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>Paths of the images that are in no format that is read, in ordinal order.</summary>
    IReadOnlyList<string> Unreadable { get; }

    /// <summary>The bytes of an image's file. May be called by several threads.</summary>
    /// <exception cref="UserError">The file cannot be read.</exception>
    byte[] Read(string image);
}
