namespace QMlp.Calibrator.Data;

/// <summary>One image file, as a data set of one sample without a class.</summary>
sealed class SingleImage(string path) : IImageStore
{
    public string Name { get; } = Path.GetFileName(path);

    public IReadOnlyList<string> Images { get; } = [Path.GetFileName(path)];

    public IReadOnlyList<string> Folders => [];

    public byte[] Read(string image)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (DataFile.IsAccess(error))
        {
            throw DataFile.Unreadable(path, error);
        }
    }

    public void Dispose()
    {
    }
}
