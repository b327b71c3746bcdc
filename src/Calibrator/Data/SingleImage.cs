namespace QMlp.Calibrator.Data;

/// <summary>One image file, as a data set of one sample without a class.</summary>
sealed class SingleImage(string path) : IImageStore
{
    public string Name { get; } = Printable.Text(Path.GetFileName(path));

    public IReadOnlyList<string> Images { get; } = [Path.GetFileName(path)];

    public IReadOnlyList<string> Unreadable => [];

    public IReadOnlyList<string> Folders => [];

    public byte[] Read(string image) => DataFile.ReadImage(path);

    public void Dispose()
    {
    }
}
