// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>How rounded values become bytes: q = clamp(value + ZeroPoint, Low, High), then table[q] where there is a table.</summary>
readonly unsafe partial struct ByteRange
{
    /// <summary>0 to 255.</summary>
    public int ZeroPoint { get; init; }

    /// <summary>0 to 255.</summary>
    public int Low { get; init; }

    /// <summary>Low to 255.</summary>
    public int High { get; init; }

    /// <summary>u8[256], or null.</summary>
    public byte* Table { get; init; }
}
