namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// A residual sum is computed in the step of the linear layer before it, from the exact product. Where the original model rounds the product
/// first, that would not be its sum; so the rounded product is kept, and summed by a linear layer of its own that multiplies by one:
/// a product along an axis of one element between two reshapes.
/// </summary>
static class SumRoundedValues
{
    /// <summary>Most axes that a tensor of a quantized model may have, the batch and the added one included.</summary>
    private const int MostAxes = 6;

    public static FloatGraph Run(FloatGraph graph)
    {
        if (graph.Quantizers.Count == 0)
        {
            return graph;
        }

        var quantizers = graph.Quantizers.ToDictionary();
        var summed = GraphRewriter.Apply(graph, (node, rewriter) => node is AddNode add && Rewrite(add, rewriter, graph, quantizers));
        return summed with { Quantizers = quantizers };
    }

    private static bool Rewrite(AddNode add, GraphRewriter rewriter, FloatGraph graph, Dictionary<Value, IReadOnlyList<RoundingFunction>> quantizers)
    {
        Value[] operands = [add.Left, add.Right];
        if (add.Left == add.Right || add.Output.Shape.Rank is < 2 or >= MostAxes || operands.Any(IsUnroundedProduct))
        {
            return false;
        }

        if (Array.FindLast(operands, graph.Quantizers.ContainsKey) is not { } rounded)
        {
            return false;
        }

        var other = rounded == add.Left ? add.Right : add.Left;
        var shape = add.Output.Shape;
        var split = new Shape([.. shape.Dims[..^1], 1, shape[^1]]);
        Value Made(string what, Value like) => new($"{add.Output.Name}:{what}", split, like.Origin?.Reshaped(split));

        // As many groups as the value has quantizers, so that each keeps its own.
        var groups = graph.Quantizers[rounded].Count;
        var one = new LinearWeights(shape[^1] / groups, 1, 1, [1], [0], null) { Integers = new IntegerWeights([1], [1], 8) };
        var (term, product, residual, sum) = (Made("term", rounded), Made("product", rounded), Made("residual", other), Made("sum", add.Output));
        rewriter.Emit(new ReshapeNode(add.Name + ".term", rounded, term));
        rewriter.Emit(new LinearNode(add.Name, term, shape.Rank - 1, [.. Enumerable.Repeat(one, groups)], product));
        rewriter.Emit(new ReshapeNode(add.Name + ".residual", other, residual));
        rewriter.Emit(add with { Name = add.Name + ".sum", Left = product, Right = residual, Output = sum });
        rewriter.Emit(new ReshapeNode(add.Name + ".result", sum, add.Output));
        if (graph.Quantizers.TryGetValue(add.Output, out var ofSum))
        {
            quantizers[sum] = ofSum;
        }

        return true;

        bool IsUnroundedProduct(Value value) =>
            rewriter.OnlyFeeding<LinearNode>(value) is not null && !graph.Quantizers.ContainsKey(value);
    }
}
