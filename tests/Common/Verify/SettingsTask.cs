using System.Runtime.CompilerServices;
using QMlp.Tests;
using VerifyXunit;

namespace VerifyTests;

/// <summary>A comparison that is still being described: it is made when it is awaited, as Verify's is.</summary>
sealed class SettingsTask(string text, string extension, string sourceFile)
{
    private string? _name;
    private string _directory = "";
    private Task? _task;

    /// <param name="fileName">Name of the files up to <c>.verified.</c>; no two comparisons of a folder may share it.</param>
    public SettingsTask UseFileName(string fileName)
    {
        _name = fileName;
        return this;
    }

    /// <param name="directory">Folder of the files: absolute, or relative to that of the test's source file.</param>
    public SettingsTask UseDirectory(string directory)
    {
        _directory = directory;
        return this;
    }

    public Task ToTask() => _task ??= Compare();

    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    public static implicit operator Task(SettingsTask settings) => settings.ToTask();

    private Task Compare()
    {
        var name = _name ?? throw new InvalidOperationException("A snapshot needs a name: call UseFileName.");
        return new SnapshotFiles(Path.Combine(SourceFolder(), _directory), name, extension).Compare(text);
    }

    /// <summary>The folder of the test in this checkout: a deterministic build may have put a made-up root before its path.</summary>
    private string SourceFolder()
    {
        var folder = Path.GetDirectoryName(sourceFile)!.Replace('\\', '/');
        var tests = folder.LastIndexOf("/tests/", StringComparison.Ordinal);
        return Path.Combine(Repository.Root, folder[(tests + 1)..]);
    }
}
