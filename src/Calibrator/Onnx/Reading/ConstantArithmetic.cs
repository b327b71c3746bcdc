using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Arithmetic on constants, with broadcasting; integers stay integers.</summary>
static class ConstantArithmetic
{
    public static ConstantTensor Unary(OperatorCall call, Func<float, float>? onFloats, Func<long, long>? onIntegers)
    {
        var x = call.Constant(0, "its input");
        if (x.IsFloat && onFloats is not null)
        {
            return new ConstantTensor(x.Shape, [.. x.Floats.Select(onFloats)]);
        }

        if (!x.IsFloat && onIntegers is not null)
        {
            return new ConstantTensor(x.Shape, [.. x.Integers.Select(onIntegers)], x.Kind);
        }

        throw call.Refuse($"acts on {x.Kind} constants", "the file is damaged");
    }

    public static ConstantTensor Binary(OperatorCall call, Func<float, float, float> onFloats, Func<long, long, long> onIntegers)
    {
        var result = call.Constant(0, "its input");
        for (var i = 1; i < call.InputCount; i++)
        {
            var (a, b, shape) = Operands(call, result, call.Constant(i, "its input"));
            int[] left = Broadcasting.Indices(a.Shape, shape), right = Broadcasting.Indices(b.Shape, shape);
            result = a.IsFloat
                ? new ConstantTensor(shape, [.. left.Zip(right, (l, r) => onFloats(a.Floats[l], b.Floats[r]))])
                : new ConstantTensor(shape, [.. left.Zip(right, (l, r) => onIntegers(a.Integers[l], b.Integers[r]))]);
        }

        return result;
    }

    public static ConstantTensor Compare(OperatorCall call, Func<double, double, bool> holds)
    {
        var (a, b, shape) = Operands(call, call.Constant(0, "its input"), call.Constant(1, "its input"));
        int[] left = Broadcasting.Indices(a.Shape, shape), right = Broadcasting.Indices(b.Shape, shape);
        return new ConstantTensor(shape, [.. left.Zip(right, (l, r) => holds(At(a, l), At(b, r)) ? 1L : 0L)], ElementKind.Boolean);
    }

    public static ConstantTensor Where(OperatorCall call)
    {
        var condition = call.Constant(0, "its condition");
        var (a, b, values) = Operands(call, call.Constant(1, "its input"), call.Constant(2, "its input"));
        var shape = Broadcasting.Common(condition.Shape, values) ?? throw Mismatch(call, condition.Shape, values);
        call.CheckConstantSize(shape);
        int[] choice = Broadcasting.Indices(condition.Shape, shape), left = Broadcasting.Indices(a.Shape, shape), right = Broadcasting.Indices(b.Shape, shape);
        if (condition.IsFloat)
        {
            throw call.Refuse("has a condition that is no truth value", "the file is damaged");
        }

        return a.IsFloat
            ? new ConstantTensor(shape, [.. choice.Select((c, i) => condition.Integers[c] != 0 ? a.Floats[left[i]] : b.Floats[right[i]])])
            : new ConstantTensor(shape, [.. choice.Select((c, i) => condition.Integers[c] != 0 ? a.Integers[left[i]] : b.Integers[right[i]])], a.Kind);
    }

    /// <summary>Integers: the remainder has the divisor's sign, unless fmod asks for the dividend's.</summary>
    public static ConstantTensor Modulo(OperatorCall call)
    {
        var likeC = call.Integer("fmod", 0) != 0;
        return Binary(call, (a, b) => a % b, (a, b) =>
        {
            var remainder = b is 0 or -1 ? 0 : a % b;
            return !likeC && remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
        });
    }

    /// <summary>Integer division truncates; dividing by zero, which only damaged files do, gives zero.</summary>
    public static long Divide(long a, long b) => b switch { 0 => 0, -1 => unchecked(-a), _ => a / b };

    public static long Power(long a, long b)
    {
        long result = 1;
        for (var i = 0; i < Math.Min(b, 64); i++)
        {
            result = unchecked(result * a);
        }

        return result;
    }

    /// <summary>Bounds are inputs since opset 11, attributes of floats before.</summary>
    public static ConstantTensor Clip(OperatorCall call)
    {
        var x = call.Constant(0, "its input");
        ConstantTensor? low = call.Input(1)?.Constant, high = call.Input(2)?.Constant;
        if (low is { Length: not 1 } || high is { Length: not 1 } || (low ?? x).IsFloat != x.IsFloat || (high ?? x).IsFloat != x.IsFloat)
        {
            throw call.Refuse("has bounds that are no single numbers of its input's type", "the file is damaged");
        }

        return x.IsFloat
            ? Unary(
                call,
                a =>
                    MathF.Min(
                        MathF.Max(a, low?.Floats[0] ?? call.Number("min", float.NegativeInfinity)),
                        high?.Floats[0] ?? call.Number("max", float.PositiveInfinity)),
                null)
            : Unary(call, null, a => Math.Min(Math.Max(a, low?.Integers[0] ?? long.MinValue), high?.Integers[0] ?? long.MaxValue));
    }

    /// <summary>A reduction over all elements, or over the axes that are named.</summary>
    public static ConstantTensor Reduce(OperatorCall call, long start, Func<double, double, double> combine)
    {
        var x = call.Constant(0, "its input");
        var named = call.IntegersFrom(1, "axes");
        if ((named is null || named.Length == 0) && call.Integer("noop_with_empty_axes", 0) != 0)
        {
            return x;
        }

        var axes = named is null
            || named.Length == 0 ? [.. Enumerable.Range(0, x.Shape.Rank)] : named.Select(axis => call.Axis(axis, x.Shape.Rank)).ToHashSet();
        var kept = new Shape([.. Enumerable.Range(0, x.Shape.Rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[axis])]);
        var sums = Enumerable.Repeat((double)start, kept.Length).ToArray();
        var targets = Broadcasting.Indices(kept, x.Shape);
        for (var i = 0; i < targets.Length; i++)
        {
            sums[targets[i]] = combine(sums[targets[i]], At(x, i));
        }

        var shape = call.Integer("keepdims", 1) != 0
            ? kept
            : new Shape([.. Enumerable.Range(0, x.Shape.Rank).Where(axis => !axes.Contains(axis)).Select(axis => x.Shape[axis])]);
        return x.IsFloat
            ? new ConstantTensor(shape, [.. sums.Select(sum => (float)sum)])
            : new ConstantTensor(shape, [.. sums.Select(sum => (long)Math.Clamp(sum, -1e18, 1e18))]);
    }

    private static double At(ConstantTensor x, int index) => x.IsFloat ? x.Floats[index] : x.Integers[index];

    private static (ConstantTensor A, ConstantTensor B, Shape Shape) Operands(OperatorCall call, ConstantTensor a, ConstantTensor b)
    {
        if (a.IsFloat != b.IsFloat)
        {
            throw call.Refuse("combines float and integer constants", "the file is damaged");
        }

        var shape = Broadcasting.Common(a.Shape, b.Shape) ?? throw Mismatch(call, a.Shape, b.Shape);
        call.CheckConstantSize(shape);
        return (a, b, shape);
    }

    private static UserError Mismatch(OperatorCall call, Shape a, Shape b) =>
        call.Refuse($"combines shapes {a} and {b}, which do not match", "the file is damaged");
}
