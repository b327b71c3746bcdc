using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Gathers what is wrong with one text, up to <see cref="Sentences.Most"/> sentences.</summary>
sealed class ErrorList(string text)
{
    private readonly List<FormatError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Nothing more is recorded: loops over a hostile file end here.</summary>
    public bool Full => _errors.Count == Sentences.Most;

    public void Add(FormatErrorKind kind, int offset, string message)
    {
        if (!Full)
        {
            var position = LinePositions.Of(text, offset);
            _errors.Add(new FormatError(kind, position.Line, position.Column, Sentences.Capitalized(message)));
        }
    }

    public void Add(JsonValue at, string message) => Add(FormatErrorKind.Content, at.Offset, message);

    public EquatableArray<FormatError> ToArray() => _errors.ToEquatableArray();
}
