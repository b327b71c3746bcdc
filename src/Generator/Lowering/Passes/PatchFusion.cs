namespace QMlp.Generator.Lowering;

/// <summary>
/// Makes one step of the cutting of patches and the product that reads them: rows are gathered a few at a time, straight from the caller's pixels,
/// and the patches need no memory of their own.
/// </summary>
static class PatchFusion
{
    /// <summary>Bytes of rows that are gathered at a time: half of a first-level cache of 48 KB, the rest is for weights and results.</summary>
    private const int GatheredBytes = 24 * 1024;

    /// <summary>Rows in which blocks of 4, 7 and 14 rows end, all that the micro-kernels have but for 6 and 8.</summary>
    private const int RowMultiple = 28;

    /// <summary>The same steps with every such pair made one.</summary>
    public static IReadOnlyList<PlanStep> Fuse(IReadOnlyList<PlanStep> steps)
    {
        var fused = new List<PlanStep>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (i + 1 < steps.Count && Pair(steps, steps[i] as Rearrangement, steps[i + 1] as ChannelMixing) is { } mixing)
            {
                fused.Add(mixing);
                i++;
            }
            else
            {
                fused.Add(steps[i]);
            }
        }

        return fused;
    }

    private static PatchMixing? Pair(IReadOnlyList<PlanStep> steps, Rearrangement? patches, ChannelMixing? product)
    {
        if (patches is null || product is null || product.Input != patches.Output || product.Residual is not null
            || steps.Count(step => step.Reads.Contains(patches.Output)) != 1)
        {
            return null;
        }

        var stride = KernelFacts.RoundUp(product.Group.Weights.Depth, KernelFacts.Quad);
        var most = GatheredBytes / stride;
        var rows = most >= RowMultiple ? most / RowMultiple * RowMultiple : most / KernelFacts.Quad * KernelFacts.Quad;
        return RowAxes(patches, product.Rows) is { } axes && rows > 0
            ? new PatchMixing(product.Name, product.Method, patches, product, axes, Math.Min(rows, KernelFacts.RoundUp(product.Rows, KernelFacts.Quad)))
            : null;
    }

    /// <summary>Number of the first axes of the index map along which rows are counted; null where there is one row only, or no axis ends where rows begin.</summary>
    private static int? RowAxes(Rearrangement patches, int rows)
    {
        var (axes, count) = (0, 1);
        while (count < rows && axes < patches.Dims.Count)
        {
            count *= patches.Dims[axes++];
        }

        return rows > 1 && count == rows ? axes : null;
    }
}
