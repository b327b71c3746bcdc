namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Questions that several recognizers ask about a value and what made it.</summary>
static class Patterns
{
    /// <summary>y = x op c with one number c: gives x and c. Addition and multiplication commute.</summary>
    public static bool IsScalar(Node? node, Primitive operation, out Value x, out float c)
    {
        (x, c) = (null!, 0);
        if (node is not PrimitiveNode { Operands.Count: 2 } primitive || primitive.Operation != operation)
        {
            return false;
        }

        var (left, right) = (primitive.Operands[0], primitive.Operands[1]);
        if (left.Value is null && operation is Primitive.Add or Primitive.Multiply or Primitive.Minimum or Primitive.Maximum)
        {
            (left, right) = (right, left);
        }

        if (left.Value is null || right.Constant?.Uniform is not { } number || !left.Shape.Equals(node.Output.Shape))
        {
            return false;
        }

        (x, c) = (left.Value, number);
        return true;
    }

    /// <summary>y = a * x + b in one step with numbers a and b; null where y is something else.</summary>
    public static (Value X, double A, double B)? ScalarAffine(Node? node)
    {
        if (IsScalar(node, Primitive.Multiply, out var x, out var c))
        {
            return (x, c, 0);
        }

        if (IsScalar(node, Primitive.Divide, out x, out c))
        {
            return (x, 1.0 / c, 0);
        }

        if (IsScalar(node, Primitive.Add, out x, out c))
        {
            return (x, 1, c);
        }

        if (IsScalar(node, Primitive.Subtract, out x, out c))
        {
            return (x, 1, -c);
        }

        return null;
    }

    /// <summary>
    /// Every value v that <paramref name="value"/> is a scalar affine function a * v + b of, nearest first, itself (1, 0) included.
    /// </summary>
    public static IEnumerable<(Value V, double A, double B)> ScalarAffineChain(GraphRewriter graph, Value value)
    {
        var (a, b) = (1.0, 0.0);
        yield return (value, a, b);
        while (ScalarAffine(graph.Maker(value)) is { } step)
        {
            (a, b) = (a * step.A, b + (a * step.B));
            yield return (step.X, a, b);
            value = step.X;
        }
    }

    /// <summary>Equal but for the rounding of float constants.</summary>
    public static bool IsClose(double actual, double expected) => Math.Abs(actual - expected) <= 2e-6 * Math.Max(1, Math.Abs(expected));

    /// <summary>"blocks.0.act.mul_1" is a step of module "blocks.0.act".</summary>
    public static string Module(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return name;
        }

        var last = name[(dot + 1)..];
        var underscore = last.IndexOf('_');
        return (underscore < 0 ? last : last[..underscore]) is "mul" or "div" or "add" or "sub" or "pow" or "sqrt" or "min" or "max" or "where" or "erf" or "tanh"
            ? name[..dot]
            : name;
    }
}
