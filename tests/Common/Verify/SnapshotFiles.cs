using System.Collections.Concurrent;

namespace VerifyXunit;

/// <summary>
/// The two files of a snapshot: <c>NAME.verified.EXTENSION</c> is the accepted text, which nobody but a person writes; on a difference the
/// new text is left beside it as <c>NAME.received.EXTENSION</c>, until they are equal again.
/// </summary>
sealed class SnapshotFiles(string directory, string name, string extension)
{
    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.Ordinal);

    private readonly string _verified = Path.Combine(directory, $"{name}.verified.{extension}");
    private readonly string _received = Path.Combine(directory, $"{name}.received.{extension}");

    /// <summary>Line ends are no difference: git may have changed them.</summary>
    public async Task Compare(string text)
    {
        Assert.True(Used.TryAdd(_verified, true), $"Two snapshots are named {name} in {directory}; give each a name of its own.");
        Directory.CreateDirectory(directory);
        File.Delete(_received);
        var now = WithLineFeeds(text);
        var accepted = File.Exists(_verified) ? WithLineFeeds(await File.ReadAllTextAsync(_verified)) : null;
        if (accepted == now)
        {
            return;
        }

        await File.WriteAllTextAsync(_received, now);
        Assert.Fail(accepted is null
            ? $"There is no accepted text yet. If {_received} is right, rename it to {Path.GetFileName(_verified)}."
            : $"The text differs from {_verified} {FirstDifference(accepted, now)}. "
              + $"If the new text in {Path.GetFileName(_received)} is right, rename it.");
    }

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string FirstDifference(string accepted, string text)
    {
        var (old, now) = (accepted.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(old.Length, now.Length)).FirstOrDefault(i => old[i] != now[i], Math.Min(old.Length, now.Length));
        return $"from line {line + 1}: '{old.ElementAtOrDefault(line)}' was accepted, '{now.ElementAtOrDefault(line)}' is new";
    }
}
