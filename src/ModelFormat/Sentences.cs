namespace QMlp.ModelFormat;

/// <summary>How error sentences are put together.</summary>
static class Sentences
{
    /// <summary>Most errors that are reported of one file: more would hide the first, which matters most.</summary>
    public const int Most = 10;

    /// <summary>Longest piece of a file that a sentence repeats.</summary>
    private const int QuotedCharacters = 60;

    /// <summary>A piece of the file for a sentence: in quotes, and not longer than a line.</summary>
    public static string Quote(string value) =>
        "'" + (value.Length <= QuotedCharacters ? value : value.Substring(0, QuotedCharacters) + "...") + "'";
}
