using System.Globalization;
using System.Text;

namespace QMlp.Calibrator;

/// <summary>Text of others (names in models, archives and folders) for terminals, pages and model files.</summary>
static class Printable
{
    /// <summary>
    /// The text with control characters and line separators written as C# writes them (\u001b), so that nothing in it is a command to a terminal and
    /// two names that differ stay different.
    /// </summary>
    public static string Text(string text)
    {
        if (!text.Any(IsCommand))
        {
            return text;
        }

        var result = new StringBuilder();
        foreach (var character in text)
        {
            if (IsCommand(character))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    /// <summary>Control characters, line separators, and marks that turn the direction of what follows.</summary>
    private static bool IsCommand(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
