using System.Runtime.CompilerServices;

namespace QMlp.Tests;

/// <summary>
/// Compares a text with a file beside the test, by the conventions of the Verify library: <c>NAME.verified.txt</c> is the accepted text,
/// and on a difference the new text is left beside it as <c>NAME.received.txt</c>; to accept it, rename the file. Verify's own base package
/// cannot be restored from the package mirror in use, so these few lines stand for it; moving to it changes this file only.
/// </summary>
static class Snapshot
{
    /// <param name="text">The text as it is now; line ends must be '\n'.</param>
    /// <param name="name">Name of the files, usually that of the test.</param>
    /// <param name="folder">Folder for the files, relative to the test's source file.</param>
    /// <param name="extension">Extension of the files: "txt", "cs".</param>
    public static void Verify(
        string text, string name, string folder = ".", string extension = "txt", [CallerFilePath] string testFile = "")
    {
        var directory = Path.Combine(SourceFolder(testFile), folder);
        var verified = Path.Combine(directory, $"{name}.verified.{extension}");
        var received = Path.Combine(directory, $"{name}.received.{extension}");
        var accepted = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (accepted == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(directory);
        File.WriteAllText(received, text);
        Assert.Fail(accepted is null
            ? $"There is no accepted text yet. If {received} is right, rename it to {Path.GetFileName(verified)}."
            : $"The text differs from {verified} {FirstDifference(accepted, text)}. "
              + $"If the new text in {Path.GetFileName(received)} is right, rename it.");
    }

    private static string FirstDifference(string accepted, string text)
    {
        var (old, now) = (accepted.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(old.Length, now.Length)).FirstOrDefault(i => old[i] != now[i], Math.Min(old.Length, now.Length));
        return $"from line {line + 1}: '{old.ElementAtOrDefault(line)}' was accepted, '{now.ElementAtOrDefault(line)}' is new";
    }

    /// <summary>The test's folder in this checkout: a deterministic build may have put a made-up root before the path.</summary>
    private static string SourceFolder(string testFile)
    {
        var folder = Path.GetDirectoryName(testFile)!.Replace('\\', '/');
        var tests = folder.LastIndexOf("/tests/", StringComparison.Ordinal);
        return Path.Combine(Repository.Root, folder[(tests + 1)..]);
    }
}
