namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// A stack of matrices, one for each index of a group axis, as a batched product of [G, N, N] and circulant channel-specific token mixing have it: import makes
/// a slice, a product and a join of each. They are one layer with G groups on the value whose channels are all axes behind the tokens, the group axis first.
/// </summary>
/// <remarks>
/// Channels in contiguous groups ([.., T, G, c]) need reshapes alone. Interleaved ones ([.., T, c, G]) are shuffled on the way in and back on the way out,
/// which <see cref="RelabelChannels"/> takes away again.
/// </remarks>
static class MergeStackedMixing
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not ConcatNode concat || Products(concat, graph) is not { } products || StackedInput(concat, products, graph) is not { } input)
        {
            return false;
        }

        var tokens = products[0].Axis;
        int[] groupsFirst =
        [
            .. Enumerable.Range(0, tokens + 1), concat.Axis,
            .. Enumerable.Range(tokens + 1, concat.Output.Shape.Rank - tokens - 1).Where(axis => axis != concat.Axis),
        ];
        var moved = Transposed(input, groupsFirst);
        if (moved != input)
        {
            graph.Emit(new TransposeNode(concat.Name + ".groups", input, groupsFirst, moved));
        }

        var merged = Merged(moved, tokens);
        graph.Emit(new ReshapeNode(concat.Name + ".channels", moved, merged));

        var joined = Transposed(concat.Output, groupsFirst);
        var mixed = Merged(joined, tokens);
        var columns = mixed.Shape[^1] / products.Count;
        graph.Emit(new LinearNode(Name(products), merged, tokens, [.. products.Select(product => product.Groups[0] with { Columns = columns })], mixed));
        graph.Emit(new ReshapeNode(concat.Name + ".split", mixed, joined));
        if (joined != concat.Output)
        {
            graph.Emit(new TransposeNode(concat.Name + ".back", joined, Permutations.Inverse(groupsFirst), concat.Output));
        }

        return true;
    }

    /// <summary>The products that are joined along an axis behind the one that they mix; null where something else is joined.</summary>
    private static List<LinearNode>? Products(ConcatNode concat, GraphRewriter graph)
    {
        var products = concat.Parts.Select(graph.OnlyFeeding<LinearNode>).OfType<LinearNode>().ToList();
        return products.Count == concat.Parts.Count && concat.Output.Shape.Rank > products[0].Axis + 2 && concat.Axis > products[0].Axis
            && products.TrueForAll(product => product is { Groups: [{ ColumnScale: null }] } && product.Axis == products[0].Axis)
                ? products
                : null;
    }

    /// <summary>The value that the products read slices of, if these cut it whole into equal parts, in order.</summary>
    private static Value? StackedInput(ConcatNode concat, List<LinearNode> products, GraphRewriter graph)
    {
        var slices = products.Select(product => graph.Maker(product.Input)).OfType<SliceNode>().ToList();
        if (slices.Count < products.Count)
        {
            return null;
        }

        var (input, length) = (slices[0].Input, slices[0].Length);
        return length * slices.Count == input.Shape[concat.Axis]
            && slices.TrueForAll(slice => slice.Input == input && slice.Axis == concat.Axis && slice.Length == length)
            && slices.Select((slice, i) => slice.Start == i * length).All(fits => fits)
                ? input
                : null;
    }

    private static Value Transposed(Value value, int[] permutation) => Permutations.IsIdentity(permutation)
        ? value
        : new Value(value.Name + ":groups", value.Shape.Permute(permutation), value.Origin?.Transposed(permutation));

    /// <summary>All axes behind the tokens as one of channels.</summary>
    private static Value Merged(Value value, int tokens)
    {
        var shape = new Shape([.. value.Shape.Dims[..(tokens + 1)], value.Shape.Inner(tokens)]);
        return new Value(value.Name + ":channels", shape, value.Origin?.Reshaped(shape));
    }

    /// <summary>"blocks.0.ccs.0", as import names the first product of a stack, is without the number the stack.</summary>
    private static string Name(List<LinearNode> products)
    {
        var first = products[0].Name;
        return first.EndsWith(".0", StringComparison.Ordinal) ? first[..^2] : first;
    }
}
