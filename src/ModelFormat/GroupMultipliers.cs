namespace QMlp.ModelFormat;

/// <summary>
/// The multipliers of <see cref="ScaleGroups"/>, 0 to 15, in bytes: those of a row stand together, two to a byte, the even group in the low
/// nibble; a row of an odd number of groups ends with an empty nibble.
/// <code>
/// multiplier[n, g] = byte  n * ((groups + 1) / 2) + g / 2,   high nibble where g is odd;   groups = K / size, rounded up
/// </code>
/// </summary>
static class GroupMultipliers
{
    /// <summary>Largest multiplier: what 4 bits hold. Times -8 it is -120, which fits a signed byte.</summary>
    public const int Most = 15;

    /// <summary>Sizes of groups are multiples of it: the pair of quads of k that stands in the two halves of four bytes has one multiplier.</summary>
    public const int SizeMultiple = 2 * WeightPacking.Quad;

    /// <summary>Number of groups in a row.</summary>
    public static int Count(int depth, int size) => (int)((depth + (long)size - 1) / size);

    /// <summary>Bytes of the multipliers of a matrix.</summary>
    public static long PackedLength(int rows, int depth, int size) => (long)rows * RowBytes(depth, size);

    /// <summary>Packs multipliers [rows, groups], row-major.</summary>
    /// <exception cref="ArgumentException">Their number is not rows * groups, or one of them is above 15.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> multipliers, int rows, int depth, int size)
    {
        var count = Count(depth, size);
        if (multipliers.Length != (long)rows * count)
        {
            throw new ArgumentException($"{rows} x {count} multipliers are expected, {multipliers.Length} were given.", nameof(multipliers));
        }

        var packed = new byte[checked((int)PackedLength(rows, depth, size))];
        for (var i = 0; i < multipliers.Length; i++)
        {
            if (multipliers[i] > Most)
            {
                throw new ArgumentException($"Multiplier {i} is {multipliers[i]}; 4 bits hold 0 to {Most}.", nameof(multipliers));
            }

            packed[(i / count * RowBytes(depth, size)) + (i % count / 2)] |= (byte)(multipliers[i] << Shift(i % count));
        }

        return packed;
    }

    /// <summary>The multiplier of one group of a row.</summary>
    public static int At(ReadOnlySpan<byte> packed, int n, int group, int depth, int size) =>
        (packed[(n * RowBytes(depth, size)) + (group / 2)] >> Shift(group)) & 0xF;

    /// <summary>Whether the nibble that a row of an odd number of groups ends with is empty in every row.</summary>
    public static bool HasZeroPadding(ReadOnlySpan<byte> packed, int rows, int depth, int size)
    {
        var count = Count(depth, size);
        for (var n = 0; n < rows && count % 2 != 0; n++)
        {
            if (packed[(n * RowBytes(depth, size)) + (count / 2)] >> 4 != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int RowBytes(int depth, int size) => (Count(depth, size) + 1) / 2;

    private static int Shift(int group) => group % 2 * 4;
}
