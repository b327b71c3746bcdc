namespace QMlp.ModelFormat;

/// <summary>
/// The byte order of packed weight matrices: which byte holds weight[n, k] for each <see cref="WeightLayout"/> and bit width.
/// The kernels dictate it; the calibrator packs, so that nothing is repacked at start. Padding holds zero weights, whose products
/// vanish whatever the activations beside them are.
/// <code>
/// 8-bit panels  [N16/16][K4/4][16][4]   one 64-byte block: 16 channels x one quad of k
///     weight[n, k] = byte  ((n / 16) * (K4 / 4) + k / 4) * 64 + (n % 16) * 4 + k % 4
/// 8-bit rows    [N][K4]
///     weight[n, k] = byte  n * K4 + k
/// 4-bit panels  [N16/16][K8/8][16][4]   one 64-byte block: 16 channels x two quads of k, the even quad in the low nibbles
///     weight[n, k] = byte  ((n / 16) * (K8 / 8) + k / 8) * 64 + (n % 16) * 4 + k % 4,   high nibble where k % 8 is 4 or more
/// 4-bit rows    [N][K8/2]               four bytes: two quads of k, the even quad in the low nibbles
///     weight[n, k] = byte  n * (K8 / 2) + (k / 8) * 4 + k % 4,   high nibble where k % 8 is 4 or more
/// </code>
/// N16, K4 and K8 are N and K rounded up to a multiple of 16, 4 and 8. Nibbles and bytes are two's complement. With 4 bits, one
/// load of a block gives the vectors of both its quads by mask and shift: each is what the 8-bit block of that quad would be.
/// </summary>
static class WeightPacking
{
    /// <summary>Output channels in a panel: one 512-bit vector of 16 accumulators.</summary>
    public const int PanelRows = 16;

    /// <summary>Consecutive k that one dot-product instruction multiplies into one 32-bit accumulator.</summary>
    public const int Quad = 4;

    /// <summary>Length in bytes of a packed matrix of <paramref name="rows"/> x <paramref name="depth"/>; cannot overflow for 32-bit sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or <paramref name="bits"/> neither 8 nor 4.</exception>
    public static long PackedLength(int rows, int depth, int bits, WeightLayout layout)
    {
        if (rows < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rows));
        }

        if (depth < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(depth));
        }

        var paddedRows = layout == WeightLayout.Panels ? RoundUp(rows, PanelRows) : rows;
        return bits switch
        {
            8 => paddedRows * RoundUp(depth, Quad),
            4 => paddedRows * (RoundUp(depth, 2 * Quad) / 2),
            _ => throw new ArgumentOutOfRangeException(nameof(bits)),
        };
    }

    /// <summary>Packs row-major weights [rows, depth].</summary>
    /// <exception cref="ArgumentException">
    /// The number of weights is not rows * depth, or one of them does not fit <paramref name="bits"/> (8: -128 to 127; 4: -8 to 7).
    /// </exception>
    public static byte[] Pack(ReadOnlySpan<sbyte> weights, int rows, int depth, int bits, WeightLayout layout)
    {
        var packed = new byte[checked((int)PackedLength(rows, depth, bits, layout))];
        if (weights.Length != (long)rows * depth)
        {
            throw new ArgumentException($"{rows} x {depth} weights are expected, {weights.Length} were given.", nameof(weights));
        }

        var lowest = bits == 8 ? sbyte.MinValue : -8;
        var highest = bits == 8 ? sbyte.MaxValue : 7;
        for (var n = 0; n < rows; n++)
        {
            var row = weights.Slice(n * depth, depth);
            for (var k = 0; k < depth; k++)
            {
                if (row[k] < lowest || row[k] > highest)
                {
                    throw new ArgumentException($"Weight [{n}, {k}] is {row[k]}; {bits} bits hold {lowest} to {highest}.", nameof(weights));
                }

                ref var target = ref packed[ByteIndex(n, k, depth, bits, layout)];
                target |= bits == 8 ? unchecked((byte)row[k])
                    : IsHighNibble(k) ? (byte)((row[k] & 0xF) << 4)
                    : (byte)(row[k] & 0xF);
            }
        }

        return packed;
    }

    /// <summary>Gives row-major weights [rows, depth] back from their packed form; padding is not looked at.</summary>
    /// <exception cref="ArgumentException">The length is not that of such a matrix.</exception>
    public static sbyte[] Unpack(ReadOnlySpan<byte> packed, int rows, int depth, int bits, WeightLayout layout)
    {
        var length = PackedLength(rows, depth, bits, layout);
        if (packed.Length != length)
        {
            throw new ArgumentException($"{length} bytes are expected, {packed.Length} were given.", nameof(packed));
        }

        var weights = new sbyte[checked(rows * depth)];
        for (var n = 0; n < rows; n++)
        {
            for (var k = 0; k < depth; k++)
            {
                var source = unchecked((sbyte)packed[ByteIndex(n, k, depth, bits, layout)]);

                // An arithmetic shift right by 4 extends the sign of a nibble that stands in the upper half.
                weights[(n * depth) + k] = bits == 8 ? source
                    : IsHighNibble(k) ? (sbyte)(source >> 4)
                    : (sbyte)((sbyte)(source << 4) >> 4);
            }
        }

        return weights;
    }

    /// <summary>Whether all that stands in the packed form beside the weights is zero.</summary>
    public static bool HasZeroPadding(ReadOnlySpan<byte> packed, int rows, int depth, int bits, WeightLayout layout)
    {
        var paddedRows = layout == WeightLayout.Panels ? RoundUp(rows, PanelRows) : rows;
        var paddedDepth = RoundUp(depth, bits == 8 ? Quad : 2 * Quad);
        for (var n = 0; n < paddedRows; n++)
        {
            for (var k = n < rows ? depth : 0; k < paddedDepth; k++)
            {
                var value = packed[ByteIndex(n, k, depth, bits, layout)];
                if ((bits == 8 ? value : IsHighNibble(k) ? value >> 4 : value & 0xF) != 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Index of the byte that holds weight[n, k]; the formulas of the class summary.</summary>
    public static int ByteIndex(int n, int k, int depth, int bits, WeightLayout layout)
    {
        var blockDepth = bits == 8 ? Quad : 2 * Quad;
        var blocks = (depth + blockDepth - 1) / blockDepth;
        var block = k / blockDepth;
        return layout == WeightLayout.Panels
            ? (((((n / PanelRows) * blocks) + block) * PanelRows) + (n % PanelRows)) * Quad + (k % Quad)
            : (((n * blocks) + block) * Quad) + (k % Quad);
    }

    /// <summary>4-bit layouts: whether weight[n, k] stands in the upper half of its byte (the odd quad of its pair).</summary>
    public static bool IsHighNibble(int k) => k % (2 * Quad) >= Quad;

    private static long RoundUp(int value, int multiple) => (value + (long)multiple - 1) / multiple * multiple;
}
