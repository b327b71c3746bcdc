using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>How a product reads its input: the axis decides which of the two forms it is.</summary>
static class LinearReads
{
    /// <summary>Rows along the last axis, quads of tokens along an earlier one.</summary>
    public static TensorLayout InputLayout(this LinearStep step, TensorTable tensors)
    {
        var tensor = tensors[step.Input];
        if (step.Axis == tensor.Shape.Count - 1)
        {
            return tensor.RowMajor();
        }

        var (outer, tokens, inner) = tensor.Around(step.Axis);
        return new TokenQuadLayout(outer, tokens, inner);
    }

    /// <summary>
    /// Wishes of a product: its input, and its residual in rows. It reads whole quads of k, so where the depth is not a multiple of four it
    /// reads up to three bytes behind the last row.
    /// </summary>
    public static IReadOnlyList<LayoutWish> Wishes(LinearStep step, TensorTable tensors)
    {
        var layout = step.InputLayout(tensors);
        var input = new LayoutWish(layout, PastTheEnd: layout is RowLayout rows && rows.Columns % KernelFacts.Quad != 0);
        return step.Residual is null ? [input] : [input, new LayoutWish(tensors[step.Residual].RowMajor())];
    }
}
