using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Where the input vectors of one group of a linear layer lie in the layer's input, seen as [outer, depth, inner]: those of columns First
/// to First + Columns - 1 of each outer index.
/// </summary>
readonly record struct InputColumns(int Outer, int Depth, int Inner, int First, int Columns, float[]? Scale)
{
    public static InputColumns Of(LinearNode node, int g)
    {
        var group = node.Groups[g];
        var (outer, inner) = (node.Input.Shape.Outer(node.Axis), node.Input.Shape.Inner(node.Axis));
        return node.Groups.Count == 1
            ? new(outer, group.Depth, inner, 0, inner, group.ColumnScale)
            : new(outer, group.Depth, inner, node.Groups.Take(g).Sum(before => before.Columns), group.Columns, group.ColumnScale);
    }

    /// <summary>Index of the first element of a vector; the others follow <see cref="Inner"/> elements apart.</summary>
    public int Start(int outer, int column) => (outer * Depth * Inner) + First + column;

    /// <summary>What squared errors of the products with a column count for: the layer scale that follows, squared.</summary>
    public double Weight(int column) => Scale is null ? 1 : (double)Scale[column] * Scale[column];
}
