using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Where the weights of matrices with scale groups lie once they are expanded to 8 bits: one block, made when the network is first used.
/// Kernels then multiply 8-bit weights, and know nothing of groups.
/// </summary>
sealed class ExpandedWeights
{
    private readonly Dictionary<(Section Data, ScaleGroups Groups, WeightLayout Layout, int Rows, int Depth), Section> _places = [];
    private readonly List<ExpandedMatrix> _matrices = [];

    /// <param name="all">All matrices of the network, in the order of its steps.</param>
    public ExpandedWeights(IEnumerable<WeightMatrix> all)
    {
        foreach (var matrix in all)
        {
            // Equal arrays are stored once, so matrices of the same sections are one.
            if (matrix.ScaleGroups is not null && !_places.ContainsKey(Key(matrix)))
            {
                var length = matrix.MultipliedLength();
                var place = new Section(Length, (int)Math.Min(length, int.MaxValue));
                _places.Add(Key(matrix), place);
                _matrices.Add(new ExpandedMatrix(matrix, place));
                Length += KernelFacts.RoundUp(length, KernelFacts.Alignment);
            }
        }
    }

    /// <summary>Each matrix once, in the order of the steps.</summary>
    public IReadOnlyList<ExpandedMatrix> Matrices => _matrices;

    /// <summary>Bytes of the block, a multiple of <see cref="KernelFacts.Alignment"/>; 0 where no weights have groups.</summary>
    public long Length { get; }

    /// <summary>Where a matrix lies within the block.</summary>
    public Section PlaceOf(WeightMatrix matrix) => _places[Key(matrix)];

    private static (Section Data, ScaleGroups Groups, WeightLayout Layout, int Rows, int Depth) Key(WeightMatrix matrix) =>
        (matrix.Data, matrix.ScaleGroups!, matrix.Layout, matrix.Rows, matrix.Depth);
}

/// <param name="Place">Within the block of expanded weights.</param>
sealed record ExpandedMatrix(WeightMatrix Matrix, Section Place);

static class MultipliedWeights
{
    /// <summary>Bits of the weights that kernels read: 8 where groups of 4-bit weights have been expanded.</summary>
    public static int MultipliedBits(this WeightMatrix matrix) => matrix.ScaleGroups is null ? matrix.Bits : 8;

    /// <summary>Bytes of the weights that kernels read.</summary>
    public static long MultipliedLength(this WeightMatrix matrix) =>
        WeightPacking.PackedLength(matrix.Rows, matrix.Depth, matrix.MultipliedBits(), matrix.Layout);
}
