namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Reads a value as a polynomial of degree 3 or less in another one, however its terms are associated.</summary>
static class Polynomial
{
    private const int Terms = 4;

    /// <summary>Coefficients, constant first; null where the value is no such polynomial.</summary>
    public static double[]? Of(GraphRewriter graph, Value value, Value x)
    {
        if (value == x)
        {
            return [0, 1, 0, 0];
        }

        switch (graph.Maker(value))
        {
            case AddNode add:
                return Combine(Of(graph, add.Left, x), Of(graph, add.Right, x), Sum);
            case MultiplyNode product:
                return Combine(Of(graph, product.Left, x), Of(graph, product.Right, x), Product);
            case var node when Patterns.ScalarAffine(node) is { } step:
                return Of(graph, step.X, x) is { } p ? [(step.A * p[0]) + step.B, step.A * p[1], step.A * p[2], step.A * p[3]] : null;
            case var node when Patterns.IsScalar(node, Primitive.Power, out var root, out var exponent) && exponent is 2 or 3:
                var of = Of(graph, root, x);
                var square = Combine(of, of, Product);
                return exponent == 2 ? square : Combine(square, of, Product);
            default:
                return null;
        }
    }

    /// <summary>Values that a value is made of, nearest first.</summary>
    public static IEnumerable<Value> Ancestors(GraphRewriter graph, Value value, int depth)
    {
        var seen = new HashSet<Value> { value };
        var level = new List<Value> { value };
        for (; depth > 0 && level.Count > 0; depth--)
        {
            level = [.. level.SelectMany(v => graph.Maker(v)?.Inputs ?? []).Where(seen.Add)];
            foreach (var ancestor in level)
            {
                yield return ancestor;
            }
        }
    }

    private static double[]? Combine(double[]? p, double[]? q, Func<double[], double[], double[]?> operation) =>
        p is null || q is null ? null : operation(p, q);

    private static double[] Sum(double[] p, double[] q) => [.. p.Zip(q, (a, b) => a + b)];

    private static double[]? Product(double[] p, double[] q)
    {
        var result = new double[Terms];
        for (var i = 0; i < Terms; i++)
        {
            for (var j = 0; j < Terms; j++)
            {
                var term = p[i] * q[j];
                if (i + j < Terms)
                {
                    result[i + j] += term;
                }
                else if (term != 0)
                {
                    return null;
                }
            }
        }

        return result;
    }
}
