using System.Globalization;

namespace QMlp.Generator.Emission;

/// <summary>Numbers as C# text, the same in every culture.</summary>
static class Literals
{
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With digits grouped, for comments and prose.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A float32 by its bits, so that no decimal conversion stands between the model and the code; its value as a comment.</summary>
    public static string Exact(float value) => $"global::System.BitConverter.UInt32BitsToSingle({Bits(value)}) /* {Short(value)} */";

    /// <summary>The bits of a float32 as an unsigned number.</summary>
    public static string Bits(float value) =>
        "0x" + BitConverter.ToUInt32(BitConverter.GetBytes(value), 0).ToString("X8", CultureInfo.InvariantCulture) + "u";

    /// <summary>About a value: six digits, for comments.</summary>
    public static string Short(float value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A float64 by its bits.</summary>
    public static string Exact(double value)
    {
        var bits = (ulong)BitConverter.DoubleToInt64Bits(value);
        return $"global::System.BitConverter.UInt64BitsToDouble(0x{bits.ToString("X16", CultureInfo.InvariantCulture)}uL) /* "
            + $"{value.ToString("G6", CultureInfo.InvariantCulture)} */";
    }

    /// <summary>A regular string literal.</summary>
    public static string Quoted(string text)
    {
        var escaped = text.Select(c => c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            < ' ' or > '~' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
            _ => c.ToString(),
        });
        return "\"" + string.Concat(escaped) + "\"";
    }
}
