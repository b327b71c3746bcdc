namespace QMlp.Calibrator.Rounding;

/// <summary>
/// The groups of consecutive weights of a row that share a step: the row's scale times a whole number, the group's multiplier. A matrix
/// without groups has one group in each row, with multiplier 1.
/// </summary>
/// <param name="Depth">Weights in a row.</param>
/// <param name="Size">Weights in a group; the last one of a row may be shorter.</param>
/// <param name="Most">Largest multiplier.</param>
readonly record struct RowGroups(int Depth, int Size, int Most)
{
    /// <summary>Largest multiplier that 4 bits hold: times -8 it is -120, and still fits a signed byte.</summary>
    private const int MostOf4Bits = 15;

    public int Count => (Depth + Size - 1) / Size;

    public static RowGroups Of(WeightsToRound weights) => weights.GroupSize is { } size ? OfSize(weights.Depth, size) : new(weights.Depth, weights.Depth, 1);

    /// <summary>Groups with multipliers of 4 bits.</summary>
    public static RowGroups OfSize(int depth, int size) => new(depth, size, MostOf4Bits);

    /// <summary>The first weight of a group, and the one behind its last.</summary>
    public (int Begin, int End) Bounds(int group) => (group * Size, Math.Min((group + 1) * Size, Depth));

    /// <summary>The smallest scale of the row at which no weight is clipped: the largest multiplier goes to the group with the largest weight.</summary>
    public float FullScale(WeightGrid grid, ReadOnlySpan<float> row, double smallest) => WeightGrid.AtLeast(grid.Step(row) / Most, smallest);

    /// <summary>The smallest multiplier at which no weight of a group is clipped, as far as multipliers reach.</summary>
    public int Unclipped(WeightGrid grid, ReadOnlySpan<float> group, float scale) => (int)Math.Clamp(Math.Ceiling(grid.Step(group) / scale), 1, Most);

    /// <summary>
    /// Multipliers to choose among: down to a clip at the part of the largest weight that is tried for scales too, and one more than
    /// <paramref name="unclipped"/>, for weights that have taken on the errors of others.
    /// </summary>
    public IEnumerable<int> Candidates(int unclipped)
    {
        var least = WeightGrid.LeastOf(unclipped);
        return Enumerable.Range(least, Math.Min(unclipped + 1, Most) - least + 1);
    }
}
