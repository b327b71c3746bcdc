namespace QMlp.ModelFormat.Json;

/// <summary>A value of a <see cref="JsonDocument"/>.</summary>
readonly struct JsonValue(JsonDocument document, int index)
{
    private JsonToken Token => document[index];

    public JsonKind Kind => Token.Kind;

    /// <summary>Index of the value's first character in the text.</summary>
    public int Offset => Token.Start;

    /// <summary>Index after the value's last character.</summary>
    public int End => Token.End;

    /// <summary>Elements of an array, members of an object.</summary>
    public int Count => Token.Count;

    /// <summary>The characters of a number or literal; of a string, those between its quotes, escapes as written.</summary>
    public ReadOnlySpan<char> Raw => Kind == JsonKind.String
        ? document.Text.AsSpan(Token.Start + 1, Token.End - Token.Start - 2)
        : document.Text.AsSpan(Token.Start, Token.End - Token.Start);

    /// <summary>The value of a string.</summary>
    public string DecodeString() => JsonText.Decode(Raw);

    /// <summary>Whether this is the string <paramref name="value"/>; makes no string of a long or plain one.</summary>
    public bool TextEquals(string value) =>
        Kind == JsonKind.String
        && (Raw.SequenceEqual(value.AsSpan())
            || (Raw.IndexOf('\\') >= 0 && Raw.Length <= value.Length * 6 && DecodeString() == value));

    /// <summary>Elements of an array; nothing for other values.</summary>
    public IEnumerable<JsonValue> Elements()
    {
        if (Kind == JsonKind.Array)
        {
            for (var child = index + 1; child < Token.Next; child = document[child].Next)
            {
                yield return new JsonValue(document, child);
            }
        }
    }

    /// <summary>Members of an object in the order of the text; nothing for other values.</summary>
    public IEnumerable<(JsonValue Name, JsonValue Value)> Members()
    {
        if (Kind == JsonKind.Object)
        {
            for (var name = index + 1; name < Token.Next; name = document[name + 1].Next)
            {
                yield return (new JsonValue(document, name), new JsonValue(document, name + 1));
            }
        }
    }

    /// <summary>What the value is, for sentences.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "an array",
        JsonKind.String => "a string",
        JsonKind.Number => "a number",
        _ => Raw.ToString(),
    };
}
