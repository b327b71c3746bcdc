using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Where the weights of matrices with scale groups lie once they are expanded to 8 bits: one block, made when the network is first used.
/// Kernels then multiply 8-bit weights, and know nothing of groups.
/// </summary>
/// <param name="Matrices">Each matrix once, in the order of the steps.</param>
/// <param name="Length">Bytes of the block, a multiple of <see cref="KernelFacts.Alignment"/>; 0 where no weights have groups.</param>
sealed record ExpandedWeights(EquatableArray<ExpandedMatrix> Matrices, long Length)
{
    /// <param name="all">All matrices of the network, in the order of its steps.</param>
    public static ExpandedWeights Of(IEnumerable<WeightMatrix> all)
    {
        var matrices = new List<ExpandedMatrix>();
        var length = 0L;
        foreach (var matrix in all)
        {
            // Equal arrays are stored once, so matrices of the same sections are one.
            if (matrix.ScaleGroups is not null && !matrices.Any(other => other.Holds(matrix)))
            {
                matrices.Add(new ExpandedMatrix(matrix, length));
                length += KernelFacts.RoundUp(matrix.MultipliedLength(), KernelFacts.Alignment);
            }
        }

        return new ExpandedWeights(matrices.ToEquatableArray(), length);
    }

    /// <summary>Offset of a matrix within the block.</summary>
    public long OffsetOf(WeightMatrix matrix) => Matrices.First(expanded => expanded.Holds(matrix)).Offset;
}

/// <param name="Offset">Within the block of expanded weights.</param>
sealed record ExpandedMatrix(WeightMatrix Matrix, long Offset)
{
    public bool Holds(WeightMatrix matrix) =>
        Matrix.Data == matrix.Data && Matrix.ScaleGroups == matrix.ScaleGroups && Matrix.Layout == matrix.Layout
        && Matrix.Rows == matrix.Rows && Matrix.Depth == matrix.Depth;
}

static class MultipliedWeights
{
    /// <summary>Bits of the weights that kernels read: 8 where groups of 4-bit weights have been expanded.</summary>
    public static int MultipliedBits(this WeightMatrix matrix) => matrix.ScaleGroups is null ? matrix.Bits : 8;

    /// <summary>Bytes of the weights that kernels read.</summary>
    public static long MultipliedLength(this WeightMatrix matrix) =>
        WeightPacking.PackedLength(matrix.Rows, matrix.Depth, matrix.MultipliedBits(), matrix.Layout);
}
