using System.Globalization;
using System.Numerics;

namespace QMlp.ModelFormat.Json;

/// <summary>
/// Decimal numbers of the file. Reading rounds correctly (half to even) on every host: the .NET Framework, inside which the generator
/// may run, has a parser of its own that loses the sign of zero and sometimes the last bit. Writing gives the shortest decimal
/// that reads back as the same value.
/// </summary>
static class DecimalNumber
{
    /// <summary>Decimal digits that determine every float32, and every double.</summary>
    private const int SingleDigits = 9;
    private const int DoubleDigits = 17;

    /// <summary>Powers of ten that a double holds exactly.</summary>
    private static readonly double[] ExactPowers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Nearest double of a JSON number; false where it is beyond the range of doubles.</summary>
    public static bool TryParse(ReadOnlySpan<char> number, out double value)
    {
        var (digits, exponent) = Split(number);
        if (digits.IsZero)
        {
            value = 0;
        }
        else if (digits < 1L << 53 && Math.Abs(exponent) < ExactPowers.Length)
        {
            // Both operands are exact, so one operation is one correct rounding.
            value = exponent < 0 ? (double)digits / ExactPowers[-exponent] : (double)digits * ExactPowers[exponent];
        }
        else
        {
            // The digits (at most 64) are below 1e64 and at least 1, so beyond these exponents nothing is left to round.
            value = exponent > 400 ? double.PositiveInfinity : exponent < -400 ? 0 : Round(digits, exponent);
        }

        // -0 is a value of its own, and double arithmetic of some hosts drops it.
        value = number[0] == '-' ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) | long.MinValue) : value;
        return !double.IsInfinity(value);
    }

    /// <summary>Shortest decimal that reads back (as a double, then rounded to float32) as the same bits; <paramref name="value"/> is finite.</summary>
    public static string Format(float value) =>
        Shortest(value, SingleDigits, text => TryParse(text.AsSpan(), out var read) && ((float)read).Equals(value));

    /// <summary>Shortest decimal that reads back as the same bits; <paramref name="value"/> is finite.</summary>
    public static string Format(double value) =>
        Shortest(value, DoubleDigits, text => TryParse(text.AsSpan(), out var read) && read.Equals(value));

    private static string Shortest(double value, int mostDigits, Func<string, bool> readsBack)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "A model file holds finite numbers only.");
        }

        var sign = BitConverter.DoubleToInt64Bits(value) < 0 ? "-" : string.Empty;
        for (var digits = 1; digits < mostDigits; digits++)
        {
            var text = Layout(value, digits);
            if (readsBack(sign + text))
            {
                return sign + text;
            }
        }

        return sign + Layout(value, mostDigits);
    }

    /// <summary>The magnitude with so many digits: as a plain decimal near 1, with an exponent elsewhere.</summary>
    private static string Layout(double value, int digits)
    {
        var scientific = Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var split = scientific.IndexOf('E');
        var significand = scientific.Substring(0, split).Replace(".", string.Empty).TrimEnd('0');
        var exponent = int.Parse(scientific.Substring(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (significand.Length == 0)
        {
            return "0";
        }

        return exponent switch
        {
            < 0 and >= -5 => "0." + new string('0', -exponent - 1) + significand,
            >= 0 and < 9 when significand.Length <= exponent + 1 => significand.PadRight(exponent + 1, '0'),
            >= 0 and < 9 => significand.Insert(exponent + 1, "."),
            _ => (significand.Length == 1 ? significand : significand.Insert(1, ".")) + "e" + exponent.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The digits without the decimal point as an integer, and the power of ten that goes with it.</summary>
    private static (BigInteger Digits, int Exponent) Split(ReadOnlySpan<char> number)
    {
        // The first 18 digits without big integers: nearly all numbers have no more, and then nothing is allocated.
        const long LongestSmall = 100_000_000_000_000_000;
        var (small, big, isBig) = (0L, BigInteger.Zero, false);
        var (exponent, afterPoint, i) = (0, false, number[0] == '-' ? 1 : 0);
        for (; i < number.Length && number[i] is not ('e' or 'E'); i++)
        {
            if (number[i] == '.')
            {
                afterPoint = true;
                continue;
            }

            exponent -= afterPoint ? 1 : 0;
            if (!isBig && small >= LongestSmall)
            {
                (big, isBig) = (small, true);
            }

            var digit = number[i] - '0';
            (small, big) = isBig ? (0, (big * 10) + digit) : ((small * 10) + digit, big);
        }

        return (isBig ? big : small, exponent + ReadExponent(number.Slice(Math.Min(i + 1, number.Length))));
    }

    /// <summary>The exponent's value; saturates far outside of the range of doubles, since it may have 60 digits.</summary>
    private static int ReadExponent(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            value = c is '+' or '-' ? value : Math.Min((value * 10) + (c - '0'), 100_000);
        }

        return text.Length > 0 && text[0] == '-' ? -value : value;
    }

    /// <summary>digits * 10^exponent, rounded half to even to 53 bits (fewer for subnormal results), by exact integers.</summary>
    private static double Round(BigInteger digits, int exponent)
    {
        var numerator = exponent > 0 ? digits * BigInteger.Pow(10, exponent) : digits;
        var denominator = exponent < 0 ? BigInteger.Pow(10, -exponent) : BigInteger.One;

        // Scaled so that the quotient has 54 or 55 bits, or ends at the place of the last bit of a subnormal.
        var shift = Math.Min(54 - BitLength(numerator) + BitLength(denominator), 1074);
        numerator <<= Math.Max(0, shift);
        denominator <<= Math.Max(0, -shift);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);

        // Twice what is cut off, compared with the last place that is kept; both in units of 1/denominator.
        var cut = Math.Max(0, BitLength(quotient) - 53);
        var mantissa = (long)(quotient >> cut);
        var rest = ((quotient - ((BigInteger)mantissa << cut)) * denominator) + remainder;
        var comparison = (rest << 1).CompareTo(denominator << cut);
        mantissa += comparison > 0 || (comparison == 0 && (mantissa & 1) == 1) ? 1 : 0;
        return Scale(mantissa, cut - shift);
    }

    /// <summary>mantissa * 2^exponent where the result is exact or infinite.</summary>
    private static double Scale(long mantissa, int exponent)
    {
        if (exponent > 1023)
        {
            return double.PositiveInfinity;
        }

        // In two steps below the smallest normal power of two: the first is normal, the second exact.
        return exponent >= -1022
            ? mantissa * PowerOfTwo(exponent)
            : mantissa * PowerOfTwo(-1022) * PowerOfTwo(exponent + 1022);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    private static int BitLength(BigInteger value)
    {
        var bytes = value.ToByteArray();
        var bits = (bytes.Length - 1) * 8;
        for (int top = bytes[bytes.Length - 1]; top > 0; top >>= 1)
        {
            bits++;
        }

        return bits;
    }
}
