namespace QMlp.ModelFormat.Json;

/// <summary>Strings, numbers and literals: tokens without children.</summary>
partial class JsonParser
{
    private bool ReadString()
    {
        var start = _at++;
        var highSurrogate = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '"' && !highSurrogate)
            {
                _at++;
                return AddLeaf(JsonKind.String, start);
            }

            if (c < ' ')
            {
                return Fail("a string may not hold a line end or control character", found: false);
            }

            if (c == '\\' && !ReadEscape(out c))
            {
                return false;
            }

            if (char.IsLowSurrogate(c) != highSurrogate)
            {
                return Fail("a string holds half of a surrogate pair", found: false);
            }

            highSurrogate = char.IsHighSurrogate(c);
            _at++;
        }

        return Fail("the closing quote of a string is expected");
    }

    /// <summary>Reads an escape from its backslash up to its last character, at which it stops.</summary>
    private bool ReadEscape(out char value)
    {
        value = '\0';
        if (_at + 1 < _text.Length && _text[_at + 1] == 'u')
        {
            if (_at + 5 >= _text.Length || _text.AsSpan(_at + 2, 4).ToArray().Any(c => JsonText.HexValue(c) < 0))
            {
                return Fail("\\u is followed by four hexadecimal digits", found: false);
            }

            value = JsonText.HexUnit(_text.AsSpan(_at + 2, 4));
            _at += 5;
            return true;
        }

        value = _at + 1 < _text.Length ? JsonText.Unescape(_text[_at + 1]) : '\0';
        if (value == '\0')
        {
            return Fail("a backslash in a string starts no known escape", found: false);
        }

        _at++;
        return true;
    }

    private bool ReadNumber()
    {
        var start = _at;
        Accept('-');
        if (!Accept('0') && !SkipDigits())
        {
            return Fail("a digit is expected");
        }

        if (Accept('.') && !SkipDigits())
        {
            return Fail("a digit is expected after the decimal point");
        }

        if (Accept('e') || Accept('E'))
        {
            _ = Accept('+') || Accept('-');
            if (!SkipDigits())
            {
                return Fail("a digit is expected in the exponent");
            }
        }

        if (_at - start > NumberCharacters)
        {
            _at = start;
            return Fail($"a number has more than {NumberCharacters} characters", found: false);
        }

        return AddLeaf(JsonKind.Number, start);
    }

    private bool SkipDigits()
    {
        var start = _at;
        while (_at < _text.Length && JsonText.IsDigit(_text[_at]))
        {
            _at++;
        }

        return _at > start;
    }

    private bool ReadLiteral(string literal)
    {
        if (string.CompareOrdinal(_text, _at, literal, 0, literal.Length) != 0)
        {
            return Fail("a value is expected");
        }

        _at += literal.Length;
        return AddLeaf(JsonKind.Literal, _at - literal.Length);
    }
}
