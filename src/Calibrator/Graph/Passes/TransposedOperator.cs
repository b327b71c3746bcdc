namespace QMlp.Calibrator.Graph.Passes;

/// <summary>What each operator becomes when it is applied before a transpose of its input instead of after it.</summary>
static class TransposedOperator
{
    /// <summary>
    /// The operator on the untransposed inputs, and the permutation that makes the operator's own output of its output; null where there is none.
    /// </summary>
    public static (Node Node, int[] After)? Before(Node node, IReadOnlyDictionary<Value, Transposed> pending)
    {
        if (!pending.TryGetValue(node.Inputs[0], out var first))
        {
            return null;
        }

        var (x, p) = (first.Base, first.Permutation);
        switch (node)
        {
            case LinearNode n when n.Groups.All(group => group.ColumnScale is null):
                return (n with { Input = x, Axis = p[n.Axis], Groups = Columns(n.Groups, x.Shape, p[n.Axis]), Output = Base(n.Output, p) }, p);
            case ActivationNode { Functions.Count: 1 } n:
                return (n with { Input = x, Output = Base(n.Output, p) }, p);
            case AxisAffineNode n:
                return (n with { Input = x, Axis = p[n.Axis], Output = Base(n.Output, p) }, p);
            case LayerNormNode n when p[^1] == p.Length - 1:
                return (n with { Input = x, Output = Base(n.Output, p) }, p);
            case SoftmaxNode n:
                return (n with { Input = x, Axis = p[n.Axis], Output = Base(n.Output, p) }, p);
            case SliceNode n:
                return (n with { Input = x, Axis = p[n.Axis], Output = Base(n.Output, p) }, p);
            case AddNode n when Same(n.Right, p, pending) is { } right:
                return (n with { Left = x, Right = right, Output = Base(n.Output, p) }, p);
            case MultiplyNode n when Same(n.Right, p, pending) is { } right:
                return (n with { Left = x, Right = right, Output = Base(n.Output, p) }, p);
            case ConcatNode n when n.Parts.All(part => Same(part, p, pending) is not null):
                return (n with { Parts = [.. n.Parts.Select(part => pending[part].Base)], Axis = p[n.Axis], Output = Base(n.Output, p) }, p);
            case MeanNode n:
                var after = n.KeepAxis ? p : [.. p.Where(axis => axis != p[n.Axis]).Select(axis => axis > p[n.Axis] ? axis - 1 : axis)];
                return (n with { Input = x, Axis = p[n.Axis], Output = Base(n.Output, after) }, after);
            case ReshapeNode n:
                return ReshapeBefore(n, x, p);
            default:
                return null;
        }
    }

    /// <summary>The value whose transpose by <paramref name="after"/> is <paramref name="value"/>.</summary>
    private static Value Base(Value value, int[] after)
    {
        var inverse = Permutations.Inverse(after);
        return new Value(value.Name, value.Shape.Permute(inverse), value.Origin?.Transposed(inverse));
    }

    private static Value? Same(Value value, int[] permutation, IReadOnlyDictionary<Value, Transposed> pending) =>
        pending.TryGetValue(value, out var other) && other.Permutation.AsSpan().SequenceEqual(permutation) ? other.Base : null;

    private static IReadOnlyList<LinearWeights> Columns(IReadOnlyList<LinearWeights> groups, Shape input, int axis) =>
        [.. groups.Select(group => group with { Columns = input.Inner(axis) })];

    /// <summary>
    /// A reshape that splits or merges axes block by block commutes with a transpose that keeps each block together and in order.
    /// </summary>
    private static (Node Node, int[] After)? ReshapeBefore(ReshapeNode node, Value x, int[] p)
    {
        if (node.Input.Shape.Rank == 0 || node.Output.Shape.Rank == 0)
        {
            return null;
        }

        var blocks = Blocks(node.Input.Shape, node.Output.Shape);
        if (blocks.Any(block => Enumerable.Range(block.From, block.Count).Any(axis => p[axis] != p[block.From] + axis - block.From)))
        {
            return null;
        }

        var dims = new List<int>();
        var after = new int[node.Output.Shape.Rank];
        foreach (var block in blocks.OrderBy(block => p[block.From]))
        {
            for (var axis = block.To; axis < block.To + block.ToCount; axis++)
            {
                after[axis] = dims.Count;
                dims.Add(node.Output.Shape[axis]);
            }
        }

        return (node with { Input = x, Output = Base(node.Output, after) }, after);
    }

    /// <summary>The finest cut of both shapes into ranges of axes with equal numbers of elements.</summary>
    private static List<(int From, int Count, int To, int ToCount)> Blocks(Shape from, Shape to)
    {
        var blocks = new List<(int From, int Count, int To, int ToCount)>();
        int i = 0, j = 0;
        while (i < from.Rank && j < to.Rank)
        {
            int i0 = i, j0 = j;
            long left = from[i++], right = to[j++];
            while (left != right)
            {
                if (left < right)
                {
                    left *= from[i++];
                }
                else
                {
                    right *= to[j++];
                }
            }

            blocks.Add((i0, i - i0, j0, j - j0));
        }

        // What is left over on either side has extent 1 and joins the last block.
        var tail = blocks[^1];
        blocks[^1] = (tail.From, from.Rank - tail.From, tail.To, to.Rank - tail.To);
        return blocks;
    }
}
