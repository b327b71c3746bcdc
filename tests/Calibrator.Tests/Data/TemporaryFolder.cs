namespace QMlp.Calibrator.Tests.Data;

/// <summary>A folder for one test's files, removed at its end.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("qmlp-data-").FullName;

    /// <summary>Path of a file in the folder; its own folder is made.</summary>
    public string At(string name)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = At(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
