namespace QMlp.Calibrator.Graph;

/// <summary>Primitives with broadcasting, so that a graph computes the same before and after each simplification.</summary>
static class PrimitiveExecutor
{
    public static void Run(PrimitiveNode node, Func<Value, float[]> read, float[] y)
    {
        var shape = node.Output.Shape;
        var elements = node.Operands.Select(operand => operand.Value is { } value ? read(value) : operand.Constant!.Elements).ToArray();
        var strides = node.Operands.Select(operand => BroadcastStrides(operand.Shape, shape)).ToArray();
        Span<float> arguments = stackalloc float[3];
        for (var i = 0; i < y.Length; i++)
        {
            for (var operand = 0; operand < elements.Length; operand++)
            {
                arguments[operand] = elements[operand][Offset(i, shape, strides[operand])];
            }

            y[i] = Apply(node.Operation, arguments);
        }
    }

    public static float Apply(Primitive operation, ReadOnlySpan<float> x) => operation switch
    {
        Primitive.Add => x[0] + x[1],
        Primitive.Subtract => x[0] - x[1],
        Primitive.Multiply => x[0] * x[1],
        Primitive.Divide => x[0] / x[1],
        Primitive.Power => MathF.Pow(x[0], x[1]),
        Primitive.Minimum => MathF.Min(x[0], x[1]),
        Primitive.Maximum => MathF.Max(x[0], x[1]),
        Primitive.Sqrt => MathF.Sqrt(x[0]),
        Primitive.Reciprocal => 1 / x[0],
        Primitive.Negate => -x[0],
        Primitive.Abs => MathF.Abs(x[0]),
        Primitive.Exp => MathF.Exp(x[0]),
        Primitive.Log => MathF.Log(x[0]),
        Primitive.Erf => (float)(1 - ErrorFunction.ErfComplement(x[0])),
        Primitive.Greater => x[0] > x[1] ? 1 : 0,
        Primitive.GreaterOrEqual => x[0] >= x[1] ? 1 : 0,
        Primitive.Less => x[0] < x[1] ? 1 : 0,
        Primitive.LessOrEqual => x[0] <= x[1] ? 1 : 0,
        Primitive.Select => x[0] != 0 ? x[1] : x[2],
        _ => throw new InvalidOperationException(operation.ToString()),
    };

    /// <summary>Row-major strides of an operand seen under the result's shape; 0 along axes that it repeats over.</summary>
    private static int[] BroadcastStrides(Shape operand, Shape result)
    {
        var strides = new int[result.Rank];
        for (var axis = 0; axis < operand.Rank; axis++)
        {
            strides[axis + result.Rank - operand.Rank] = operand[axis] == 1 ? 0 : operand.Inner(axis);
        }

        return strides;
    }

    private static int Offset(int index, Shape shape, int[] strides)
    {
        var offset = 0;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            offset += index % shape[axis] * strides[axis];
            index /= shape[axis];
        }

        return offset;
    }
}
