namespace QMlp.Benchmarks;

/// <summary>The part of a page that a program writes: what stands between two markers, which Markdown does not show.</summary>
static class MarkedSection
{
    /// <summary>Replaces the section.</summary>
    /// <param name="path">The page.</param>
    /// <param name="program">The program's name, as the first marker has it: <c>&lt;!-- tables of PROGRAM: begin --&gt;</c>.</param>
    /// <param name="text">What is to stand there.</param>
    /// <exception cref="InvalidOperationException">The page has no such section.</exception>
    public static void Replace(string path, string program, string text)
    {
        var (first, last) = ($"<!-- tables of {program}: begin -->", "<!-- end -->");
        var page = File.ReadAllText(path);
        var begin = page.IndexOf(first, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : page.IndexOf(last, begin, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException($"{path} has no line '{first}' with a line '{last}' after it.");
        }

        File.WriteAllText(path, page[..(begin + first.Length)] + "\n" + text + "\n" + page[end..]);
    }
}
