namespace QMlp.Tests;

/// <summary>Finds the root of this repository from wherever the test assembly runs.</summary>
static class Repository
{
    /// <summary>The folder that holds <c>QMlp.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QMlp.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("QMlp.sln was not found above " + AppContext.BaseDirectory);
    }
}
