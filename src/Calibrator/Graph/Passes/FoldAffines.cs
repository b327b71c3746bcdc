namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Folds per-axis scales and shifts into what makes their input: a linear layer's rows and bias, a convolution's outputs, a layer
/// normalization's gain and shift, another affine map. One scale for all elements is folded into the linear layer that follows as well;
/// different ones are not, since they would force channels of unequal ranges onto one quantizer.
/// </summary>
static class FoldAffines
{
    /// <summary>Without column scales: before transposes have been moved, the last axis is not yet the one that stays last.</summary>
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, columns: false));

    /// <summary>Also a scale along the last axis into the column scale of a layer that mixes an earlier one.</summary>
    public static FloatGraph RunWithColumns(FloatGraph graph) => GraphRewriter.Apply(graph, (node, rewriter) => Rewrite(node, rewriter, columns: true));

    private static bool Rewrite(Node node, GraphRewriter graph, bool columns)
    {
        if (node is LinearNode linear && graph.OnlyFeeding<AxisAffineNode>(linear.Input) is { IsUniform: true } before)
        {
            graph.Emit(linear with { Input = before.Input, Groups = [.. linear.Groups.Select(group => AfterUniform(group, before.Scale[0], before.Shift[0]))] });
            return true;
        }

        if (node is not AxisAffineNode affine)
        {
            return false;
        }

        if (affine.IsUniform && affine.Scale[0] == 1 && affine.Shift[0] == 0)
        {
            graph.Alias(affine.Output, affine.Input);
            return true;
        }

        if (!graph.IsReadOnce(affine.Input) || Fold(graph.Maker(affine.Input), affine, columns) is not { } folded)
        {
            return false;
        }

        graph.Emit(folded);
        return true;
    }

    private static Node? Fold(Node? producer, AxisAffineNode affine, bool columns) => producer switch
    {
        AxisAffineNode first => Compose(first, affine),
        LinearNode linear => affine.Along(linear.Axis) is var (scale, shift) ? IntoRows(linear, affine, scale, shift) : columns ? IntoColumns(linear, affine) : null,
        LayerNormNode norm when affine.Along(norm.Input.Shape.Rank - 1) is var (scale, shift) => norm with
        {
            Gain = Multiply(norm.Gain, scale),
            Shift = MultiplyAdd(norm.Shift, scale, shift),
            Output = affine.Output,
        },
        ConvNode conv when affine.Along(1) is var (scale, shift) => conv with
        {
            Weights = conv.Weights with
            {
                Weights = ScaleRows(conv.Weights.Weights, scale),
                Integers = conv.Weights.Integers?.ScaleRows(scale),
                Bias = MultiplyAdd(conv.Weights.Bias, scale, shift),
            },
            Output = affine.Output,
        },
        _ => null,
    };

    private static AxisAffineNode? Compose(AxisAffineNode first, AxisAffineNode second)
    {
        var axis = second.Along(first.Axis) is not null ? first.Axis : second.Axis;
        if (first.Along(axis) is not var (scale1, shift1) || second.Along(axis) is not var (scale2, shift2))
        {
            return null;
        }

        var name = Patterns.Module(first.Name);
        return new AxisAffineNode(name, first.Input, axis, Multiply(scale1, scale2), MultiplyAdd(shift1, scale2, shift2), second.Output);
    }

    private static LinearNode? IntoRows(LinearNode linear, AxisAffineNode affine, float[] scale, float[] shift)
    {
        // A column scale is applied last; a shift after it would have to be divided by it.
        if (linear.Groups.Any(group => group.ColumnScale is not null) && shift.Any(value => value != 0))
        {
            return null;
        }

        return linear with
        {
            // Where the product's node has no telling name, the bias may have one.
            Name = linear.Name.Contains("matmul", StringComparison.OrdinalIgnoreCase) ? Patterns.Module(affine.Name) : linear.Name,
            Groups = [.. linear.Groups.Select(group => group with
            {
                Weights = ScaleRows(group.Weights, scale),
                Integers = group.Integers?.ScaleRows(scale),
                Bias = MultiplyAdd(group.Bias, scale, shift),
            })],
            Output = affine.Output,
        };
    }

    private static LinearNode? IntoColumns(LinearNode linear, AxisAffineNode affine)
    {
        var last = linear.Output.Shape.Rank - 1;
        if (linear.Axis == last || affine.Axis != last || affine.Shift.Any(shift => shift != 0))
        {
            return null;
        }

        var groups = new List<LinearWeights>();
        var column = 0;
        foreach (var group in linear.Groups)
        {
            var count = linear.Groups.Count == 1 ? affine.Scale.Length : group.Columns;
            var scale = affine.Scale[column..(column + count)];
            groups.Add(group with { Columns = count, ColumnScale = group.ColumnScale is { } earlier ? Multiply(earlier, scale) : scale });
            column += count;
        }

        return linear with { Groups = groups, Output = affine.Output };
    }

    /// <summary>W (s x + t) + b = (s W) x + (b + t * row sums of W).</summary>
    private static LinearWeights AfterUniform(LinearWeights group, float scale, float shift)
    {
        var bias = (float[])group.Bias.Clone();
        for (var n = 0; n < group.Rows && shift != 0; n++)
        {
            double sum = 0;
            for (var k = 0; k < group.Depth; k++)
            {
                sum += group.Weights[(n * group.Depth) + k];
            }

            bias[n] = (float)(bias[n] + (shift * sum));
        }

        return group with
        {
            Weights = [.. group.Weights.Select(weight => weight * scale)],
            Integers = group.Integers?.ScaleRows([.. Enumerable.Repeat(scale, group.Rows)]),
            Bias = bias,
        };
    }

    private static float[] ScaleRows(float[] weights, float[] scale)
    {
        var depth = weights.Length / scale.Length;
        var result = new float[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            result[i] = weights[i] * scale[i / depth];
        }

        return result;
    }

    private static float[] Multiply(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static float[] MultiplyAdd(float[] a, float[] scale, float[] shift) => [.. a.Select((value, i) => (value * scale[i]) + shift[i])];
}
