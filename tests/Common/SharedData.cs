namespace QMlp.Tests;

/// <summary>
/// The folder of real models and data sets that stands beside the repository on the project's own machines (<c>../shared</c>).
/// Everything else a test needs is in the repository; a test that wants this folder skips, saying so, where it is absent.
/// </summary>
static class SharedData
{
    /// <summary>Absolute path of <paramref name="relativePath"/> inside the shared folder; skips the running test when it is not there.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", relativePath);
        Assert.SkipUnless(Path.Exists(path), $"needs shared/{relativePath} beside the repository; it is not there");
        return Path.GetFullPath(path);
    }

    /// <summary>True where the shared folder exists.</summary>
    public static bool Exists => Directory.Exists(Path.Combine(Repository.Root, "..", "shared"));
}
