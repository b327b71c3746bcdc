using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// A product along the last axis whose rows an index map cuts out of an image: rows are gathered a few at a time, straight from the caller's
/// pixels, and the patches need no memory of their own.
/// </summary>
/// <param name="Patches">The image, and the map through which its patches are seen.</param>
/// <param name="Product">The product of the patches, as if they lay in memory.</param>
/// <param name="RowAxes">Number of the map's first axes, along which rows are counted.</param>
/// <param name="RowsAtATime">Rows that are gathered before they are multiplied, a multiple of 4.</param>
sealed record PatchMixing(Operand Patches, ChannelMixing Product, int RowAxes, int RowsAtATime)
    : PlanStep(Product.Name, Product.Method, Patches.Slot, Product.Output)
{
    /// <summary>Bytes of rows that are gathered at a time: half of a first-level cache of 48 KB, the rest is for weights and results.</summary>
    private const int GatheredBytes = 24 * 1024;

    /// <summary>Rows in which blocks of 4, 7 and 14 rows end, all that the micro-kernels have but for 6 and 8.</summary>
    private const int RowMultiple = 28;

    /// <summary>The map.</summary>
    public IndexMap Map => Patches.View!;

    public override string Sentence =>
        Prose.Text($"cuts {Product.Rows} patches out of {Input.Tensor}, {RowsAtATime} at a time, and {Product.Sentence}");

    public override IReadOnlyList<Operand> Reads => [Patches];

    public override long MultiplyAccumulates => Product.MultiplyAccumulates;

    public override IEnumerable<WeightMatrix> Matrices => Product.Matrices;

    public override long ConstantBytes => Product.ConstantBytes;

    public override int StackBytes => RowsAtATime * Stride(Product);

    /// <summary>A row reads more than the same row of the image, which must be there as a whole: that of the caller is.</summary>
    public override int IndependentRows => Input.Place == SlotPlace.Input ? Product.IndependentRows : 0;

    public override Division Division => Product.Division;

    /// <summary>The product reading patches in place; null where it adds a residual, or its rows are none of the map's.</summary>
    public static PatchMixing? Of(ChannelMixing product, Operand patches)
    {
        if (patches.View is not { } map || product.Residual is not null || RowAxesOf(map, product.Rows) is not { } axes)
        {
            return null;
        }

        var most = GatheredBytes / Stride(product);
        var rows = most >= RowMultiple ? most / RowMultiple * RowMultiple : most / KernelFacts.Quad * KernelFacts.Quad;
        return rows == 0 ? null : new PatchMixing(patches, product, axes, Math.Min(rows, KernelFacts.RoundUp(product.Rows, KernelFacts.Quad)));
    }

    /// <summary>Bytes of a gathered row: whole quads of k.</summary>
    private static int Stride(ChannelMixing product) => KernelFacts.RoundUp(product.Group.Weights.Depth, KernelFacts.Quad);

    /// <summary>
    /// Number of the first axes of the index map along which rows are counted; null where there is one row only, or no axis ends where rows begin.
    /// </summary>
    private static int? RowAxesOf(IndexMap map, int rows)
    {
        var (axes, count) = (0, 1);
        while (count < rows && axes < map.Dims.Count)
        {
            count *= map.Dims[axes++];
        }

        return rows > 1 && count == rows ? axes : null;
    }
}
