namespace QMlp.ModelFormat;

/// <summary>How error sentences are put together.</summary>
static class Sentences
{
    /// <summary>Most errors that are reported of one file: more would hide the first, which matters most.</summary>
    public const int Most = 10;

    /// <summary>Longest piece of a file that a sentence repeats.</summary>
    private const int QuotedCharacters = 60;

    /// <summary>A piece of the file for a sentence: in quotes, not longer than a line, and without what would end or garble one.</summary>
    public static string Quote(string value)
    {
        var piece = value.Length <= QuotedCharacters ? value : value.Substring(0, QuotedCharacters) + "...";
        return "'" + new string([.. piece.Select(c => IsUnprintable(c) ? '?' : c)]) + "'";
    }

    /// <summary>Control characters, and what C# and terminals take for the end of a line.</summary>
    public static bool IsUnprintable(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>The sentence with its first letter as a capital.</summary>
    public static string Capitalized(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence.Substring(1);
}
