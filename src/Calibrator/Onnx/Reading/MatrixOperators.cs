using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Products with constant weights.</summary>
static class MatrixOperators
{
    public static void MatMul(OperatorCall call)
    {
        Datum left = call.Required(0), right = call.Required(1);
        if (left.Value is not null && right.Value is not null)
        {
            throw call.Refuse("multiplies two activations", "attention is not an MLP layer; only products with constant weights are compiled");
        }

        if (right.Constant is { } weights)
        {
            Multiply(call, call.Activation(0), weights, weightsOnLeft: false);
        }
        else
        {
            Multiply(call, call.Activation(1), call.Constant(0, "its matrix"), weightsOnLeft: true);
        }
    }

    /// <summary>y = alpha * A' B' + beta * C; A' is A or its transpose.</summary>
    public static void Gemm(OperatorCall call)
    {
        var input = call.Activation(0);
        var weights = call.Constant(1, "its matrix B");
        if (input.Shape.Rank != 2 || weights.Shape.Rank != 2 || !weights.IsFloat)
        {
            throw call.Refuse($"multiplies shapes {input.Shape} and {weights.Shape}", "both must be float matrices; the file is damaged");
        }

        if (call.Integer("transA", 0) != 0)
        {
            var transposed = call.Intermediate(input.Shape.Permute([1, 0]), "transposed");
            call.Emit(new TransposeNode(call.LayerName() + ".transpose", input, [1, 0], transposed));
            input = transposed;
        }

        var isRowMajor = call.Integer("transB", 0) != 0;
        int rows = weights.Shape[isRowMajor ? 0 : 1], depth = weights.Shape[isRowMajor ? 1 : 0];
        CheckDepth(call, input, 1, depth, weights.Shape);
        var alpha = call.Number("alpha", 1);
        var w = isRowMajor ? [.. weights.Floats] : Transpose(weights.Floats, depth, rows);
        for (var i = 0; i < w.Length && alpha != 1; i++)
        {
            w[i] *= alpha;
        }

        var beta = call.Number("beta", 1);
        var output = call.Result(new Shape(input.Shape[0], rows));
        var addend = beta == 0 ? null : call.Input(2);
        var integers = WeightIntegers.Read(call, weights, rows, depth, (n, k) => isRowMajor ? (n * depth) + k : (k * rows) + n, alpha);
        var matrix = new LinearWeights(1, rows, depth, w, new float[rows], null) { Integers = integers };
        var bias = addend is null ? new float[rows] : RowBias(addend.Value.Constant, rows, beta);
        var name = call.LayerName(weights.Name, addend?.Constant?.Name);
        if (bias is not null)
        {
            call.Emit(new LinearNode(name, input, 1, [matrix with { Bias = bias }], output));
            return;
        }

        if (addend!.Value.Value is not { } other || beta != 1 || !other.Shape.Equals(output.Shape))
        {
            throw call.Refuse("adds a matrix that is no bias vector", "C must hold one number for each column of B");
        }

        var product = call.Intermediate(output.Shape, "product");
        call.Emit(new LinearNode(name, input, 1, [matrix], product));
        call.Emit(new AddNode(name + ".add", product, other, output));
    }

    public static void Conv(OperatorCall call) => ConvolutionOperator.Read(call);

    private static void Multiply(OperatorCall call, Value input, ConstantTensor weights, bool weightsOnLeft)
    {
        var shape = weights.Shape;
        while (shape.Rank > 2 && shape[0] == 1)
        {
            shape = new Shape([.. shape.Dims[1..]]);
        }

        if (!weights.IsFloat || shape.Rank is < 2 or > 3 || input.Shape.Rank < shape.Rank || weights.Shape.Rank > input.Shape.Rank)
        {
            throw call.Refuse(
                $"multiplies shapes {input.Shape} and {weights.Shape}",
                "weights must be a float matrix, or one for each index of the axis before the last two");
        }

        var axis = input.Shape.Rank - (weightsOnLeft ? 2 : 1);
        int rows = shape[weightsOnLeft ? ^2 : ^1], depth = shape[weightsOnLeft ? ^1 : ^2];
        CheckDepth(call, input, axis, depth, weights.Shape);
        var output = call.Result(input.Shape.With(axis, rows));
        LinearWeights Matrix(int index)
        {
            var part = weights.Floats.AsSpan(index * rows * depth, rows * depth);
            var first = index * rows * depth;
            return new LinearWeights(
                weightsOnLeft ? input.Shape[^1] : 1, rows, depth, weightsOnLeft ? part.ToArray() : Transpose(part, depth, rows), new float[rows], null)
            {
                Integers = WeightIntegers.Read(call, weights, rows, depth, (n, k) => first + (weightsOnLeft ? (n * depth) + k : (k * rows) + n)),
            };
        }

        var name = call.LayerName(weights.Name);
        if (shape.Rank == 2)
        {
            call.Emit(new LinearNode(name, input, axis, [Matrix(0)], output));
        }
        else
        {
            MultiplyEach(call, input, shape[0], index => (name, axis, Matrix(index)), output);
        }
    }

    /// <summary>A stack of matrices, one for each index of the axis before the last two: a slice, a product and a join each.</summary>
    private static void MultiplyEach(OperatorCall call, Value input, int count, Func<int, (string Name, int Axis, LinearWeights Weights)> matrix, Value output)
    {
        var stack = input.Shape.Rank - 3;
        if (input.Shape[stack] != count)
        {
            throw call.Refuse($"multiplies {input.Shape} by {count} matrices", "there must be one matrix for each index of the axis before the last two");
        }

        var parts = new List<Value>();
        for (var index = 0; index < count; index++)
        {
            var (name, axis, weights) = matrix(index);
            var slice = call.Intermediate(input.Shape.With(stack, 1), $"slice.{index}");
            call.Emit(new SliceNode($"{name}.slice.{index}", input, stack, index, 1, slice));
            var product = call.Intermediate(slice.Shape.With(axis, weights.Rows), $"product.{index}");
            call.Emit(new LinearNode($"{name}.{index}", slice, axis, [weights], product));
            parts.Add(product);
        }

        call.Emit(new ConcatNode(call.LayerName() + ".concat", parts, stack, output));
    }

    private static void CheckDepth(OperatorCall call, Value input, int axis, int depth, Shape weights)
    {
        if (input.Shape[axis] != depth || weights.Length == 0)
        {
            throw call.Refuse($"multiplies {input.Shape} by weights of shape {weights}, which do not match", "the file is damaged");
        }
    }

    private static float[] Transpose(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var result = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }

    /// <summary>C as one number for each output feature, or null when it is something else.</summary>
    private static float[]? RowBias(ConstantTensor? c, int rows, float beta)
    {
        if (c is not { IsFloat: true } || (c.Length != 1 && (c.Length != rows || c.Shape[^1] != rows)))
        {
            return null;
        }

        var bias = new float[rows];
        for (var n = 0; n < rows; n++)
        {
            bias[n] = c.Floats[c.Length == 1 ? 0 : n] * beta;
        }

        return bias;
    }
}
