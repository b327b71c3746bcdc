using System.Security.Cryptography;

namespace QMlp.ModelFormat;

/// <summary>SHA-256 as the format writes it: 64 lower-case hexadecimal digits.</summary>
static class Sha256Text
{
    public const int Length = 64;

    private const string Digits = "0123456789abcdef";

    /// <summary>The hash of all parts, one after the other.</summary>
    public static string OfBytes(params byte[][] parts)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            sha256.AppendData(part);
        }

        return ToText(sha256.GetHashAndReset());
    }

    /// <summary>The digits of a finished hash of 32 bytes.</summary>
    public static string ToText(ReadOnlySpan<byte> hash)
    {
        var text = new char[hash.Length * 2];
        for (var i = 0; i < hash.Length; i++)
        {
            text[2 * i] = Digits[hash[i] >> 4];
            text[(2 * i) + 1] = Digits[hash[i] & 0xF];
        }

        return new string(text);
    }

    /// <summary>Whether <paramref name="text"/> is a hash as the format writes it.</summary>
    public static bool IsValid(string text) => text.Length == Length && text.All(c => Digits.IndexOf(c) >= 0);

    /// <summary>The 32 bytes of a valid text.</summary>
    public static byte[] ToBytes(string text)
    {
        var hash = new byte[Length / 2];
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)((Digits.IndexOf(text[2 * i]) << 4) | Digits.IndexOf(text[(2 * i) + 1]));
        }

        return hash;
    }
}
