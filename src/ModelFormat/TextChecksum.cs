using System.Text;
using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat;

/// <summary>
/// The checksum of a model file: SHA-256 of the UTF-8 bytes of its canonical text. That is everything from the first bracket to the
/// last value before <c>,"checksum"</c>, without the white space between tokens. So line ends and indentation may change on the way
/// (version control, editors), and no digit can.
/// </summary>
static class TextChecksum
{
    public const string MemberName = "checksum";

    /// <summary>Checksum of the tokens within the first <paramref name="end"/> characters of a text.</summary>
    public static string Of(string text, int end)
    {
        var canonical = new char[end];
        var (length, inString) = (0, false);
        for (var i = 0; i < end; i++)
        {
            var c = text[i];
            if (inString && c == '\\' && i + 1 < end)
            {
                canonical[length++] = c;
                c = text[++i];
            }
            else if (c == '"')
            {
                inString = !inString;
            }
            else if (!inString && (JsonText.IsSpace(c) || c == '\uFEFF'))
            {
                continue;
            }

            canonical[length++] = c;
        }

        return Sha256Text.OfBytes(Encoding.UTF8.GetBytes(canonical, 0, length));
    }
}
