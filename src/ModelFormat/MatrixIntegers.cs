namespace QMlp.ModelFormat;

/// <summary>The integers of a weight matrix, row-major [rows, depth], out of the block that holds all arrays of the model.</summary>
static class MatrixIntegers
{
    /// <summary>The integers as they are stored: of 8 or 4 bits, without the multipliers of groups.</summary>
    public static sbyte[] Stored(this WeightMatrix matrix, ReadOnlySpan<byte> block) =>
        WeightPacking.Unpack(Slice(block, matrix.Data), matrix.Rows, matrix.Depth, matrix.Bits, matrix.Layout);

    /// <summary>The integers that activations are multiplied by: weight[n, k] of the formula of <see cref="LinearStep"/>.</summary>
    public static sbyte[] Effective(this WeightMatrix matrix, ReadOnlySpan<byte> block)
    {
        var weights = matrix.Stored(block);
        if (matrix.ScaleGroups is { } groups)
        {
            var multipliers = Slice(block, groups.Multipliers);
            for (var n = 0; n < matrix.Rows; n++)
            {
                var row = weights.AsSpan(n * matrix.Depth, matrix.Depth);
                for (var k = 0; k < row.Length; k += groups.Size)
                {
                    Multiply(
                        row.Slice(k, Math.Min(groups.Size, row.Length - k)), GroupMultipliers.At(multipliers, n, k / groups.Size, matrix.Depth, groups.Size));
                }
            }
        }

        return weights;
    }

    private static void Multiply(Span<sbyte> weights, int multiplier)
    {
        foreach (ref var weight in weights)
        {
            weight = (sbyte)(weight * multiplier);
        }
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> block, Section section) =>
        block.Slice(checked((int)section.Offset), section.Length);
}
