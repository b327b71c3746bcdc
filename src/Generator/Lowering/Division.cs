namespace QMlp.Generator.Lowering;

/// <summary>
/// How a step is divided into parts that may run at the same time: none reads what another writes, and no two write the same bytes.
/// </summary>
/// <param name="Axis">What a part is a range of.</param>
/// <param name="Count">Rows, columns or blocks in all.</param>
/// <param name="Multiple">Parts end at multiples of it.</param>
sealed record Division(DivisionAxis Axis, int Count, DivisionMultiple Multiple)
{
    /// <summary>Rows of a layout that interleaves four tokens, or blocks of them where there are several.</summary>
    public static Division OfQuads(TokenQuadLayout layout) => layout.Outer == 1
        ? new Division(DivisionAxis.Rows, layout.Tokens, DivisionMultiple.Quad)
        : OfBlocks(layout.Outer);

    /// <summary>What lies before the axis that a step works along.</summary>
    public static Division OfBlocks(int count) => new(DivisionAxis.Blocks, count, DivisionMultiple.One);
}

/// <summary>What a part of a step is a range of.</summary>
enum DivisionAxis
{
    /// <summary>Rows of the output.</summary>
    Rows,

    /// <summary>Columns of the output, as the step sees it.</summary>
    Columns,

    /// <summary>Index values of the output's first axes.</summary>
    Blocks,
}

/// <summary>What parts of a step end at multiples of.</summary>
enum DivisionMultiple
{
    One,

    /// <summary>Four tokens that are interleaved.</summary>
    Quad,

    /// <summary>A cache line of bytes, so that no two threads write one.</summary>
    CacheLine,

    /// <summary>Rows that the tier's micro-kernel holds in registers.</summary>
    BlockRows,

    /// <summary>Rows of the tier's tile.</summary>
    TileRows,

    /// <summary>Columns of the tier's tile.</summary>
    TileColumns,
}
