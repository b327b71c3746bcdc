using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// Evaluates operators all of whose inputs are constants: weights that an exporter left in pieces, and the arithmetic on shapes that a free
/// batch leaves in a graph.
/// </summary>
static class ConstantOperators
{
    private static readonly Dictionary<string, Func<OperatorCall, ConstantTensor?>> Evaluators = new(StringComparer.Ordinal)
    {
        ["Constant"] = ConstantSources.Constant,
        ["ConstantOfShape"] = ConstantSources.ConstantOfShape,
        ["Range"] = ConstantSources.Range,
        ["Cast"] = ConstantSources.Cast,

        ["Add"] = call => ConstantArithmetic.Binary(call, (a, b) => a + b, (a, b) => a + b),
        ["Sub"] = call => ConstantArithmetic.Binary(call, (a, b) => a - b, (a, b) => a - b),
        ["Mul"] = call => ConstantArithmetic.Binary(call, (a, b) => a * b, (a, b) => a * b),
        ["Div"] = call => ConstantArithmetic.Binary(call, (a, b) => a / b, ConstantArithmetic.Divide),
        ["Mod"] = ConstantArithmetic.Modulo,
        ["Pow"] = call => ConstantArithmetic.Binary(call, MathF.Pow, ConstantArithmetic.Power),
        ["Min"] = call => ConstantArithmetic.Binary(call, MathF.Min, Math.Min),
        ["Max"] = call => ConstantArithmetic.Binary(call, MathF.Max, Math.Max),
        ["And"] = call => ConstantArithmetic.Compare(call, (a, b) => a != 0 && b != 0),
        ["Or"] = call => ConstantArithmetic.Compare(call, (a, b) => a != 0 || b != 0),
        ["Equal"] = call => ConstantArithmetic.Compare(call, (a, b) => a == b),
        ["Greater"] = call => ConstantArithmetic.Compare(call, (a, b) => a > b),
        ["GreaterOrEqual"] = call => ConstantArithmetic.Compare(call, (a, b) => a >= b),
        ["Less"] = call => ConstantArithmetic.Compare(call, (a, b) => a < b),
        ["LessOrEqual"] = call => ConstantArithmetic.Compare(call, (a, b) => a <= b),
        ["Where"] = ConstantArithmetic.Where,
        ["Not"] = call => ConstantArithmetic.Unary(call, null, a => a == 0 ? 1 : 0),
        ["Neg"] = call => ConstantArithmetic.Unary(call, a => -a, a => -a),
        ["Abs"] = call => ConstantArithmetic.Unary(call, MathF.Abs, a => a < 0 ? -a : a),
        ["Sqrt"] = call => ConstantArithmetic.Unary(call, MathF.Sqrt, null),
        ["Reciprocal"] = call => ConstantArithmetic.Unary(call, a => 1 / a, null),
        ["Floor"] = call => ConstantArithmetic.Unary(call, MathF.Floor, null),
        ["Ceil"] = call => ConstantArithmetic.Unary(call, MathF.Ceiling, null),
        ["Clip"] = ConstantArithmetic.Clip,
        ["Relu"] = call => ConstantArithmetic.Unary(call, a => MathF.Max(a, 0), a => Math.Max(a, 0)),
        ["ReduceProd"] = call => ConstantArithmetic.Reduce(call, 1, (a, b) => a * b),
        ["ReduceSum"] = call => ConstantArithmetic.Reduce(call, 0, (a, b) => a + b),

        ["QuantizeLinear"] = QuantizationOperators.QuantizeConstant,
        ["DequantizeLinear"] = QuantizationOperators.DequantizeConstant,

        ["Identity"] = call => call.Constant(0, "its input"),
        ["Dropout"] = call => call.Constant(0, "its input"),
        ["Shape"] = call => ShapeArguments.ShapeTensor(call, call.Required(0).Shape),
        ["Size"] = call => new ConstantTensor(new Shape(), [(long)call.Required(0).Shape.Length]),
        ["Reshape"] = ConstantMoves.Reshape,
        ["Flatten"] = ConstantMoves.Flatten,
        ["Squeeze"] = ConstantMoves.Squeeze,
        ["Unsqueeze"] = ConstantMoves.Unsqueeze,
        ["Transpose"] = ConstantMoves.Transpose,
        ["Slice"] = ConstantMoves.Slice,
        ["Split"] = ConstantMoves.Split,
        ["Concat"] = ConstantMoves.Concat,
        ["Gather"] = ConstantMoves.Gather,
        ["Expand"] = ConstantMoves.Expand,
        ["Tile"] = ConstantMoves.Tile,
    };

    /// <summary>The operators that can be evaluated.</summary>
    public static IEnumerable<string> Names => Evaluators.Keys;

    /// <summary>Folds the node and returns true, or returns false where there is no evaluator for it.</summary>
    public static bool TryFold(OperatorCall call)
    {
        if (!Evaluators.TryGetValue(call.Type, out var evaluate))
        {
            throw NoEvaluator(call);
        }

        if (evaluate(call) is { } result)
        {
            call.Return(result);
        }

        return true;
    }

    private static UserError NoEvaluator(OperatorCall call) =>
        call.Refuse(
            "acts on constants only, and is not among the operators that can be evaluated ahead",
            "simplify the model first (for example with constant folding in the exporter)");
}
