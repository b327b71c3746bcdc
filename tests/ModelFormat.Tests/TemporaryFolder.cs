namespace QMlp.ModelFormat.Tests;

/// <summary>An empty folder that vanishes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qmlp-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Names => _folder.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
