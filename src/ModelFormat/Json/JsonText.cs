using System.Text;

namespace QMlp.ModelFormat.Json;

/// <summary>The characters of JSON: what counts as space, and how strings are escaped and read.</summary>
static class JsonText
{
    public static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>Value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>Character that the letter after a backslash stands for; '\0' for a letter that is no escape ('u' is not handled here).</summary>
    public static char Unescape(char letter) => letter switch
    {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => '\0',
    };

    /// <summary>The value of a string token's characters between its quotes; they have been checked by the parser.</summary>
    public static string Decode(ReadOnlySpan<char> body)
    {
        if (body.IndexOf('\\') < 0)
        {
            return body.ToString();
        }

        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\')
            {
                text.Append(body[i]);
            }
            else if (body[++i] != 'u')
            {
                text.Append(Unescape(body[i]));
            }
            else
            {
                text.Append(HexUnit(body.Slice(i + 1, 4)));
                i += 4;
            }
        }

        return text.ToString();
    }

    /// <summary>The UTF-16 code unit of four hexadecimal digits.</summary>
    public static char HexUnit(ReadOnlySpan<char> digits)
    {
        var unit = 0;
        foreach (var digit in digits)
        {
            unit = (unit << 4) | HexValue(digit);
        }

        return (char)unit;
    }

    /// <summary>
    /// A string in quotes. Everything outside of printable ASCII is escaped, so that no change of encoding can harm a file.
    /// </summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                text.Append(c);
            }
            else
            {
                text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return text.Append('"').ToString();
    }
}
