using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Elementwise arithmetic. Two activations of one shape add and multiply as such; the rest are primitives for the simplifier to recognize.</summary>
static class ArithmeticOperators
{
    public static void Add(OperatorCall call) => Binary(call, Primitive.Add, neutral: 0, commutes: true);

    public static void Subtract(OperatorCall call) => Binary(call, Primitive.Subtract, neutral: 0);

    public static void Multiply(OperatorCall call) => Binary(call, Primitive.Multiply, neutral: 1, commutes: true);

    public static void Divide(OperatorCall call) => Binary(call, Primitive.Divide, neutral: 1);

    public static void Power(OperatorCall call) => Binary(call, Primitive.Power, neutral: 1);

    public static void Minimum(OperatorCall call) => Fold(call, Primitive.Minimum);

    public static void Maximum(OperatorCall call) => Fold(call, Primitive.Maximum);

    public static void Greater(OperatorCall call) => Binary(call, Primitive.Greater);

    public static void GreaterOrEqual(OperatorCall call) => Binary(call, Primitive.GreaterOrEqual);

    public static void Less(OperatorCall call) => Binary(call, Primitive.Less);

    public static void LessOrEqual(OperatorCall call) => Binary(call, Primitive.LessOrEqual);

    public static void Sqrt(OperatorCall call) => Unary(call, Primitive.Sqrt);

    public static void Reciprocal(OperatorCall call) => Unary(call, Primitive.Reciprocal);

    public static void Negate(OperatorCall call) => Unary(call, Primitive.Negate);

    public static void Abs(OperatorCall call) => Unary(call, Primitive.Abs);

    public static void Exp(OperatorCall call) => Unary(call, Primitive.Exp);

    public static void Log(OperatorCall call) => Unary(call, Primitive.Log);

    public static void Erf(OperatorCall call) => Unary(call, Primitive.Erf);

    public static void Where(OperatorCall call)
    {
        Datum[] operands = [call.Required(0), call.Required(1), call.Required(2)];
        var shape = CommonShape(call, CommonShape(call, operands[0].Shape, operands[1].Shape), operands[2].Shape);
        Emit(call, Primitive.Select, operands, call.Result(shape));
    }

    private static void Unary(OperatorCall call, Primitive operation)
    {
        var input = call.Activation(0);
        Emit(call, operation, [input], call.Result(input.Shape));
    }

    private static void Binary(OperatorCall call, Primitive operation, float? neutral = null, bool commutes = false)
    {
        Datum left = call.Required(0), right = call.Required(1);
        var shape = CommonShape(call, left.Shape, right.Shape);
        if (left.Value is not null && left.Shape.Equals(shape) && IsUniform(right, neutral))
        {
            call.Return(left);
        }
        else if (commutes && right.Value is not null && right.Shape.Equals(shape) && IsUniform(left, neutral))
        {
            call.Return(right);
        }
        else
        {
            Combine(call, operation, left, right, call.Result(shape));
        }
    }

    private static void Fold(OperatorCall call, Primitive operation)
    {
        var result = call.Required(0);
        for (var i = 1; i < call.InputCount; i++)
        {
            var next = call.Required(i);
            var shape = CommonShape(call, result.Shape, next.Shape);
            var output = i == call.InputCount - 1 ? call.Result(shape) : call.Intermediate(shape, $"{i}");
            Combine(call, operation, result, next, output);
            result = output;
        }

        if (call.InputCount == 1)
        {
            call.Return(result);
        }
    }

    private static void Combine(OperatorCall call, Primitive operation, Datum left, Datum right, Value output)
    {
        if (left.Value is { } a && right.Value is { } b && a.Shape.Equals(b.Shape) && operation is Primitive.Add or Primitive.Multiply)
        {
            var name = call.LayerName();
            call.Emit(operation == Primitive.Add ? new AddNode(name, a, b, output) : new MultiplyNode(name, a, b, output));
        }
        else
        {
            Emit(call, operation, [left, right], output);
        }
    }

    private static void Emit(OperatorCall call, Primitive operation, IReadOnlyList<Datum> operands, Value output)
    {
        var name = call.LayerName([.. operands.Select(operand => operand.Constant?.Name)]);
        call.Emit(new PrimitiveNode(name, operation, [.. operands.Select(AsOperand)], $"{call.Type} ({call.Label})", output));
    }

    private static Operand AsOperand(Datum datum) => datum.Value is { } value ? new Operand(value, null) : new Operand(null, AsConstant(datum.Constant!));

    private static Constant AsConstant(ConstantTensor tensor) =>
        new(tensor.Shape, tensor.IsFloat ? tensor.Floats : [.. tensor.Integers.Select(value => (float)value)]);

    private static bool IsUniform(Datum datum, float? value) =>
        value is not null && datum.Constant is { IsFloat: true } constant && constant.Floats.AsSpan().IndexOfAnyExcept(value.Value) < 0;

    private static Shape CommonShape(OperatorCall call, Shape left, Shape right) =>
        Broadcasting.Common(left, right) is { } shape
            ? call.CheckSize(shape)
            : throw call.Refuse(
                $"combines shapes {left} and {right}, which do not match", "the file is damaged, or insists on a batch that its graph contradicts");
}
