using System.Text;
using System.Text.RegularExpressions;

namespace QMlp.ModelFormat.Tests;

/// <summary>Ways in which a file may be damaged, each by one change that a seed decides.</summary>
static class Mutations
{
    private static readonly string[] Junk =
    [
        "\uFEFF", "\u2028", "\0", "\\", "\"", "\\u0000", "\\ud800", "\U0001F600", "é", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e9",
        "\"x\": 1,", "[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "// comment\n", "/* */", "'", "NaN", "Infinity", "0x10", "\t\"",
    ];

    private static readonly string[] Numbers =
    [
        "-1", "-0", "0", "1", "2", "16", "255", "256", "65536", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "99999999999999999999999999999999", "1e400", "1e-400", "-1e400", "1.5", "1e0", "3.4028236e38", "1e-46", "268435456", "268435457", "4", "8",
    ];

    private static readonly Dictionary<string, Func<byte[], Random, byte[]>> All = new()
    {
        ["flip a bit"] = (bytes, random) =>
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return bytes;
        },
        ["insert a byte"] = (bytes, random) => Insert(bytes, random.Next(bytes.Length), [(byte)random.Next(256)]),
        ["delete bytes"] = (bytes, random) => Remove(bytes, random.Next(bytes.Length), random.Next(1, 20)),
        ["double a stretch"] = (bytes, random) =>
        {
            var (start, end) = Stretch(bytes, random, 200);
            return Insert(bytes, end, bytes[start..end]);
        },
        ["change a digit"] = (bytes, random) =>
        {
            var digits = Enumerable.Range(0, bytes.Length).Where(i => char.IsAsciiDigit((char)bytes[i])).ToList();
            bytes[digits[random.Next(digits.Count)]] = (byte)random.Next('0', '9' + 1);
            return bytes;
        },
        ["replace a number"] = (bytes, random) => ReplaceNumber(bytes, random),
        ["swap two lines"] = (bytes, random) => WithLines(bytes, lines =>
        {
            var (a, b) = (random.Next(lines.Count), random.Next(lines.Count));
            (lines[a], lines[b]) = (lines[b], lines[a]);
        }),
        ["double a line"] = (bytes, random) => WithLines(bytes, lines => lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)])),
        ["delete a line"] = (bytes, random) => WithLines(bytes, lines => lines.RemoveAt(random.Next(lines.Count))),
        ["insert text"] = (bytes, random) => Insert(bytes, random.Next(bytes.Length), Encoding.UTF8.GetBytes(Junk[random.Next(Junk.Length)])),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static byte[] Apply(string name, byte[] bytes, Random random) => All[name](bytes, random);

    private static byte[] Insert(byte[] bytes, int at, byte[] inserted) => [.. bytes[..at], .. inserted, .. bytes[at..]];

    private static byte[] Remove(byte[] bytes, int at, int count) => [.. bytes[..at], .. bytes[Math.Min(at + count, bytes.Length)..]];

    private static (int Start, int End) Stretch(byte[] bytes, Random random, int longest)
    {
        var start = random.Next(bytes.Length);
        return (start, Math.Min(bytes.Length, start + random.Next(1, longest)));
    }

    private static byte[] WithLines(byte[] bytes, Action<List<string>> change)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').ToList();
        change(lines);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static byte[] ReplaceNumber(byte[] bytes, Random random)
    {
        // Numbers stand after a space or bracket; digits inside of texts are another mutation's.
        var text = Encoding.UTF8.GetString(bytes);
        var numbers = Regex.Matches(text, @"(?<=[ \[])-?\d[\d.e+-]*");
        var number = numbers[random.Next(numbers.Count)];
        return Encoding.UTF8.GetBytes(text[..number.Index] + Numbers[random.Next(Numbers.Length)] + text[(number.Index + number.Length)..]);
    }
}
