// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// How a rounded value becomes a byte: q = clamp(value + zeroPoint, low, high), then table[q] where there is one. Prepared for the lanes
/// of a tier (<see cref="ILanes{TFloat, TInt}.Range"/>) once for a loop, so that nothing is spread over vectors inside it.
/// </summary>
/// <typeparam name="TInt">The lanes' vector.</typeparam>
readonly unsafe partial struct ByteRange<TInt>
{
    /// <summary>0 to 255, in each 16 bits of a vector.</summary>
    public TInt ZeroPoint { get; init; }

    /// <summary>0 to 255, in each byte of a vector.</summary>
    public TInt Low { get; init; }

    /// <summary>Low to 255, in each byte of a vector.</summary>
    public TInt High { get; init; }

    /// <summary>u8[256], or null.</summary>
    public byte* Table { get; init; }
}
