using System.Security.Cryptography;
using System.Text;

namespace QMlp.SideBySide.Preparing;

/// <summary>
/// Files that take long to make, kept below <c>artifacts/side-by-side</c> under a name that holds a hash of what made them: another
/// build of the calibrator, or another setting, is another file.
/// </summary>
static class PreparedFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Folder { get; } = Directory.CreateDirectory(Path.Combine(RepositoryRoot, "artifacts", "side-by-side")).FullName;

    /// <summary>What the programs that define these types are: the same for equal builds alone.</summary>
    public static string IdOf(params Type[] types) => string.Join(' ', types.Select(type => type.Module.ModuleVersionId.ToString("N")));

    /// <summary>The path of a file, which is made now unless it exists; what older programs made under the same name is removed then.</summary>
    /// <param name="maker">All that shapes the file.</param>
    /// <param name="make">Writes the file to the path that it is given.</param>
    public static string Get(string name, string maker, string extension, Action<string> make)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(maker)))[..12];
        var path = Path.Combine(Folder, $"{name}-{hash}{extension}");
        if (File.Exists(path))
        {
            return path;
        }

        foreach (var old in Directory.EnumerateFiles(Folder, $"{name}-????????????{extension}*"))
        {
            File.Delete(old);
        }

        // The extension stays last: programs look at it.
        var unfinished = Path.Combine(Folder, $"{name}.unfinished{extension}");
        make(unfinished);
        foreach (var part in Directory.EnumerateFiles(Folder, $"{name}.unfinished{extension}*"))
        {
            File.Move(part, path + part[unfinished.Length..], overwrite: true);
        }

        return path;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "QMlp.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("QMlp.sln was not found above " + AppContext.BaseDirectory);
        }

        return folder;
    }
}
