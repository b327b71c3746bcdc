namespace QMlp.Tests;

/// <summary>The accepted files beside snapshot tests, for the test that finds those that no test reads any more.</summary>
static class SnapshotFolder
{
    /// <summary>Names of the accepted files in a folder of a test project, in ordinal order.</summary>
    public static IEnumerable<string> Accepted(string project, string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", project, folder), "*.verified.*")
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);
}
