using System.Text.RegularExpressions;

namespace QMlp.Architecture.Tests;

/// <summary>The files of the repository, without what builds make.</summary>
static partial class Sources
{
    private static readonly string[] Ignored = ["bin", "obj", ".git", ".vs", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".md", ".txt", ".json", ".sln", ".proto", ".sh", ".yml", ".editorconfig", ".gitattributes", ".gitignore", ""];

    /// <summary>C# files below src, with paths relative to the repository and forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> UnderSrc() => Text("src").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>All text files below a folder of the repository ("" for the whole).</summary>
    public static IEnumerable<(string Path, string Text)> Text(string folder) =>
        from path in Paths(folder)
        where TextExtensions.Contains(Path.GetExtension(path))
        select (path, File.ReadAllText(Path.Combine(Repository.Root, path)));

    /// <summary>Paths of all files below a folder, relative to the repository and with forward slashes.</summary>
    public static IEnumerable<string> Paths(string folder) =>
        Walk(new DirectoryInfo(Path.Combine(Repository.Root, folder))).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    /// <summary>Written by an assembler, one instruction a line: as long and as wide as the routine.</summary>
    public static bool IsMachineCodeListing(string path) => MachineCodeListing().IsMatch(path);

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(sub => !Ignored.Contains(sub.Name)).SelectMany(Walk));

    [GeneratedRegex(@"/MachineCode/MachineCode(Channels|Tokens)[48]\.cs$")]
    private static partial Regex MachineCodeListing();
}
