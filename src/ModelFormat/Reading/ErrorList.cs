using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Gathers what is wrong with one text, up to <see cref="Most"/> sentences.</summary>
sealed class ErrorList(string text)
{
    /// <summary>More would hide the first, which matters most; and each costs a count of lines.</summary>
    public const int Most = 10;

    /// <summary>Longest piece of the file that a sentence repeats.</summary>
    private const int QuotedCharacters = 60;

    private readonly List<FormatError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Nothing more is recorded: loops over a hostile file end here.</summary>
    public bool Full => _errors.Count == Most;

    public void Add(FormatErrorKind kind, int offset, string message)
    {
        if (!Full)
        {
            var position = LinePositions.Of(text, offset);
            _errors.Add(new FormatError(kind, position.Line, position.Column, message));
        }
    }

    public void Add(JsonValue at, string message) => Add(FormatErrorKind.Content, at.Offset, message);

    public EquatableArray<FormatError> ToArray() => _errors.ToEquatableArray();

    /// <summary>A piece of the file for a sentence: in quotes, and not longer than a line.</summary>
    public static string Quote(string value) =>
        "'" + (value.Length <= QuotedCharacters ? value : value.Substring(0, QuotedCharacters) + "...") + "'";
}
