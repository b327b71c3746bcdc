namespace QMlp.ModelFormat.Json;

/// <summary>
/// Parses a text as JSON (RFC 8259) into a flat list of tokens. Stricter than the RFC in three points: strings hold no unpaired
/// surrogate, numbers have at most <see cref="NumberCharacters"/> characters, and brackets nest at most
/// <see cref="ModelLimits.Depth"/> deep. Never throws; one pass, and a token takes as many bytes as ten characters.
/// </summary>
sealed partial class JsonParser
{
    /// <summary>Longest number: a double written out with 17 digits and an exponent takes 24.</summary>
    public const int NumberCharacters = 64;

    private readonly string _text;
    private readonly List<JsonToken> _tokens = [];
    private int _at;

    private JsonParser(string text) => _text = text;

    /// <summary>Where parsing stopped, and why; null while all is well.</summary>
    private (int Offset, string Message)? Error { get; set; }

    /// <summary>Parses the whole text. On an error the document is null and the error has the place and the sentence.</summary>
    public static JsonDocument? Parse(string text, out (int Offset, string Message) error)
    {
        var parser = new JsonParser(text);

        // A byte order mark is how some editors begin UTF-8 files.
        parser._at = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        parser.SkipSpace();
        if (parser.ReadValue(ModelLimits.Depth))
        {
            parser.SkipSpace();
            if (parser._at < text.Length)
            {
                parser.Fail("the end of the file is expected after the last closing bracket");
            }
        }

        error = parser.Error ?? default;
        return parser.Error is null ? new JsonDocument(text, parser._tokens) : null;
    }

    private bool ReadValue(int depth)
    {
        if (_at >= _text.Length)
        {
            return Fail("a value is expected");
        }

        var c = _text[_at];
        return c switch
        {
            '{' => ReadContainer(JsonKind.Object, '}', depth),
            '[' => ReadContainer(JsonKind.Array, ']', depth),
            '"' => ReadString(),
            '-' => ReadNumber(),
            't' => ReadLiteral("true"),
            'f' => ReadLiteral("false"),
            'n' => ReadLiteral("null"),
            _ => JsonText.IsDigit(c) ? ReadNumber() : Fail("a value is expected"),
        };
    }

    private bool ReadContainer(JsonKind kind, char close, int depth)
    {
        if (depth == 0)
        {
            return Fail($"brackets nest more than {ModelLimits.Depth} deep", found: false);
        }

        var (index, start, count) = (_tokens.Count, _at++, 0);
        _tokens.Add(default);
        SkipSpace();
        if (!Accept(close))
        {
            do
            {
                SkipSpace();
                if ((kind == JsonKind.Object && !ReadMemberName()) || !ReadValue(depth - 1))
                {
                    return false;
                }

                count++;
                SkipSpace();
            }
            while (Accept(','));

            if (!Accept(close))
            {
                return Fail($"',' or '{close}' is expected");
            }
        }

        _tokens[index] = new JsonToken(kind, start, _at, _tokens.Count, count);
        return true;
    }

    /// <summary>Reads a name and its colon, up to the value.</summary>
    private bool ReadMemberName()
    {
        if (_at >= _text.Length || _text[_at] != '"')
        {
            return Fail("a member name in quotes is expected");
        }

        if (!ReadString())
        {
            return false;
        }

        SkipSpace();
        if (!Accept(':'))
        {
            return Fail("':' is expected");
        }

        SkipSpace();
        return true;
    }

    private bool AddLeaf(JsonKind kind, int start)
    {
        _tokens.Add(new JsonToken(kind, start, _at, _tokens.Count + 1, 0));
        return true;
    }

    private bool Accept(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && JsonText.IsSpace(_text[_at]))
        {
            _at++;
        }
    }

    /// <summary>Records the error at the current place; with <paramref name="found"/>, the sentence also says what stands there.</summary>
    private bool Fail(string message, bool found = true)
    {
        var what = !found ? string.Empty
            : _at >= _text.Length ? ", but the file ends here"
            : _text[_at] is > ' ' and <= '~' ? $", not '{_text[_at]}'"
            : $", not the character U+{(int)_text[_at]:X4}";
        Error = (_at, $"This is not a complete model file: {message}{what}. Copy the file again, or run 'qmlp calibrate' again.");
        return false;
    }
}
