using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Activation functions that ONNX has operators for.</summary>
static class ActivationOperators
{
    public static void Relu(OperatorCall call) => Emit(call, new ClipFunction(0, float.PositiveInfinity));

    /// <summary>Bounds are inputs since opset 11, attributes before; either may be missing.</summary>
    public static void Clip(OperatorCall call)
    {
        var low = Bound(call, 1, "min", float.NegativeInfinity);
        var high = Bound(call, 2, "max", float.PositiveInfinity);
        Emit(call, new ClipFunction(low, high));
    }

    public static void Gelu(OperatorCall call)
    {
        var approximate = call.Text("approximate", "none");
        Emit(call, approximate switch
        {
            "none" => new GeluFunction(),
            "tanh" => new GeluTanhFunction(),
            _ => throw call.Refuse($"has the approximation '{approximate}'", "'none' and 'tanh' are known"),
        });
    }

    public static void Sigmoid(OperatorCall call) => Emit(call, new SigmoidFunction());

    public static void Tanh(OperatorCall call) => Emit(call, new TanhFunction());

    public static void HardSigmoid(OperatorCall call) => Emit(call, new HardSigmoidFunction(call.Number("alpha", 0.2f), call.Number("beta", 0.5f)));

    public static void HardSwish(OperatorCall call) => Emit(call, new HardSwishFunction());

    public static void LeakyRelu(OperatorCall call) => Emit(call, new LeakyReluFunction(call.Number("alpha", 0.01f)));

    public static void PRelu(OperatorCall call)
    {
        var slope = call.Constant(1, "slope");
        if (!slope.IsFloat || slope.Length == 0 || slope.Floats.AsSpan().IndexOfAnyExcept(slope.Floats[0]) >= 0)
        {
            throw call.Refuse("has a slope for each channel", "use one slope for all, or another activation function");
        }

        Emit(call, new LeakyReluFunction(slope.Floats[0]));
    }

    public static void Swish(OperatorCall call)
    {
        var alpha = call.Number("alpha", 1);
        Emit(call, alpha == 1 ? new SiluFunction() : new ScaledSiluFunction(alpha));
    }

    public static void Mish(OperatorCall call) => Emit(call, new MishFunction());

    public static void Elu(OperatorCall call) => Emit(call, new EluFunction(call.Number("alpha", 1)));

    /// <summary>The defaults are those of arXiv 1706.02515.</summary>
    public static void Selu(OperatorCall call) =>
        Emit(call, new SeluFunction(call.Number("alpha", 1.67326319217681884765625f), call.Number("gamma", 1.05070102214813232421875f)));

    public static void Celu(OperatorCall call) => Emit(call, new CeluFunction(call.Number("alpha", 1)));

    public static void Softplus(OperatorCall call) => Emit(call, new SoftplusFunction());

    public static void Softsign(OperatorCall call) => Emit(call, new SoftsignFunction());

    public static void ThresholdedRelu(OperatorCall call) => Emit(call, new ThresholdedReluFunction(call.Number("alpha", 1)));

    private static void Emit(OperatorCall call, ActivationFunction function)
    {
        var input = call.Activation(0);
        call.Emit(new ActivationNode(call.LayerName(), input, [function], call.Result(input.Shape)));
    }

    private static float Bound(OperatorCall call, int input, string attribute, float otherwise)
    {
        if (call.Input(input) is null)
        {
            return call.Opset < 11 ? call.Number(attribute, otherwise) : otherwise;
        }

        var bound = call.Constant(input, attribute);
        return bound is { IsFloat: true, Length: 1 }
            ? bound.Floats[0]
            : throw call.Refuse($"has a {attribute} that is no single number", "the file is damaged");
    }
}
