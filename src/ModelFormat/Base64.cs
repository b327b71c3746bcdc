namespace QMlp.ModelFormat;

/// <summary>
/// Base64 (RFC 4648, with padding) in lines of moderate length, so that a change of weights shows as a change of lines. Strict: every
/// block of bytes has one text only, given the length of its lines.
/// </summary>
static class Base64
{
    /// <summary>Bytes of a full line: 96 characters, and a multiple of 3, so that only the last line is padded.</summary>
    public const int LineBytes = 72;

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly sbyte[] Values = MakeValues();

    public static IEnumerable<string> EncodeLines(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length; start += LineBytes)
        {
            yield return Convert.ToBase64String(bytes, start, Math.Min(LineBytes, bytes.Length - start));
        }
    }

    /// <summary>Number of bytes that <paramref name="characters"/> stand for; -1 where that is no base64 length.</summary>
    public static int DecodedLength(ReadOnlySpan<char> characters) =>
        characters.Length == 0 || characters.Length % 4 != 0 ? -1
        : (characters.Length / 4 * 3) - (characters[characters.Length - 1] != '=' ? 0 : characters[characters.Length - 2] != '=' ? 1 : 2);

    /// <summary>Decodes one line into <paramref name="target"/>, whose length is <see cref="DecodedLength"/>; false where it is no base64.</summary>
    public static bool TryDecode(ReadOnlySpan<char> characters, Span<byte> target)
    {
        var digits = characters.TrimEnd('=');
        if (characters.Length - digits.Length > 2)
        {
            return false;
        }

        var (bits, count, written) = (0u, 0, 0);
        foreach (var c in digits)
        {
            var value = c < Values.Length ? Values[c] : -1;
            if (value < 0)
            {
                return false;
            }

            bits = (bits << 6) | (uint)value;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                target[written++] = (byte)(bits >> count);
            }
        }

        // Bits beyond the last byte are zero, or two texts would stand for the same bytes.
        return written == target.Length && (bits & ((1u << count) - 1)) == 0;
    }

    private static sbyte[] MakeValues()
    {
        var values = Enumerable.Repeat((sbyte)-1, 128).ToArray();
        for (var i = 0; i < Digits.Length; i++)
        {
            values[Digits[i]] = (sbyte)i;
        }

        return values;
    }
}
