namespace QMlp.Architecture.Tests;

/// <summary>The files of the repository, without what builds make.</summary>
static class Sources
{
    private static readonly string[] Ignored = ["bin", "obj", ".git", ".vs", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".sln", ".proto", ".sh", ".yml", ".editorconfig", ".gitattributes", ".gitignore", ""];

    /// <summary>C# files below src, with paths relative to the repository and forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> UnderSrc() => Text("src").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>All text files below a folder of the repository ("" for the whole).</summary>
    public static IEnumerable<(string Path, string Text)> Text(string folder) =>
        from path in Walk(new DirectoryInfo(Path.Combine(Repository.Root, folder)))
        where TextExtensions.Contains(Path.GetExtension(path))
        select (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(sub => !Ignored.Contains(sub.Name)).SelectMany(Walk));
}
