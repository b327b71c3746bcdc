namespace QMlp.Generator.Naming;

/// <summary>
/// The last part of a path, whichever separator the machine that built it uses: emitted code names files, never folders, so that it
/// is the same everywhere.
/// </summary>
static class FileNames
{
    private const string ModelExtension = ".qmlp";

    public static string Name(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    public static string WithoutExtension(string path)
    {
        var name = Name(path);
        return name.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - ModelExtension.Length) : name;
    }
}
