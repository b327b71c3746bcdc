namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Every operator that may act on activations, by its ONNX name. Adding one: write its reader in the file of its kind and list it here.</summary>
static class OperatorTable
{
    private static readonly Dictionary<string, Action<OperatorCall>> Readers = new(StringComparer.Ordinal)
    {
        ["MatMul"] = MatrixOperators.MatMul,
        ["Gemm"] = MatrixOperators.Gemm,
        ["Conv"] = MatrixOperators.Conv,

        ["Add"] = ArithmeticOperators.Add,
        ["Sub"] = ArithmeticOperators.Subtract,
        ["Mul"] = ArithmeticOperators.Multiply,
        ["Div"] = ArithmeticOperators.Divide,
        ["Pow"] = ArithmeticOperators.Power,
        ["Min"] = ArithmeticOperators.Minimum,
        ["Max"] = ArithmeticOperators.Maximum,
        ["Sqrt"] = ArithmeticOperators.Sqrt,
        ["Reciprocal"] = ArithmeticOperators.Reciprocal,
        ["Neg"] = ArithmeticOperators.Negate,
        ["Abs"] = ArithmeticOperators.Abs,
        ["Exp"] = ArithmeticOperators.Exp,
        ["Log"] = ArithmeticOperators.Log,
        ["Erf"] = ArithmeticOperators.Erf,
        ["Greater"] = ArithmeticOperators.Greater,
        ["GreaterOrEqual"] = ArithmeticOperators.GreaterOrEqual,
        ["Less"] = ArithmeticOperators.Less,
        ["LessOrEqual"] = ArithmeticOperators.LessOrEqual,
        ["Where"] = ArithmeticOperators.Where,

        ["Relu"] = ActivationOperators.Relu,
        ["Clip"] = ActivationOperators.Clip,
        ["Gelu"] = ActivationOperators.Gelu,
        ["Sigmoid"] = ActivationOperators.Sigmoid,
        ["Tanh"] = ActivationOperators.Tanh,
        ["HardSigmoid"] = ActivationOperators.HardSigmoid,
        ["HardSwish"] = ActivationOperators.HardSwish,
        ["LeakyRelu"] = ActivationOperators.LeakyRelu,
        ["PRelu"] = ActivationOperators.PRelu,
        ["Swish"] = ActivationOperators.Swish,
        ["Mish"] = ActivationOperators.Mish,
        ["Elu"] = ActivationOperators.Elu,
        ["Selu"] = ActivationOperators.Selu,
        ["Celu"] = ActivationOperators.Celu,
        ["Softplus"] = ActivationOperators.Softplus,
        ["Softsign"] = ActivationOperators.Softsign,
        ["ThresholdedRelu"] = ActivationOperators.ThresholdedRelu,

        ["LayerNormalization"] = NormalizationOperators.LayerNormalization,
        ["BatchNormalization"] = NormalizationOperators.BatchNormalization,
        ["Softmax"] = NormalizationOperators.Softmax,
        ["ReduceMean"] = ReductionOperators.ReduceMean,
        ["ReduceSum"] = ReductionOperators.ReduceSum,
        ["GlobalAveragePool"] = ReductionOperators.GlobalAveragePool,

        ["Reshape"] = ShapeOperators.Reshape,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Transpose"] = ShapeOperators.Transpose,
        ["Shape"] = ShapeOperators.ShapeOf,
        ["Size"] = ShapeOperators.Size,
        ["Slice"] = SelectionOperators.Slice,
        ["Split"] = SelectionOperators.Split,
        ["Concat"] = SelectionOperators.Concat,
        ["Gather"] = SelectionOperators.Gather,
        ["Expand"] = SelectionOperators.Expand,
        ["Pad"] = SelectionOperators.Pad,

        ["QuantizeLinear"] = QuantizationOperators.Quantize,
        ["DequantizeLinear"] = QuantizationOperators.Dequantize,

        ["Identity"] = PassThroughOperators.Identity,
        ["Dropout"] = PassThroughOperators.Dropout,
        ["Cast"] = PassThroughOperators.Cast,
    };

    /// <summary>The operators that are known.</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    /// <exception cref="UserError">The operator is not supported.</exception>
    public static void Read(OperatorCall call)
    {
        if (call.Type is "DynamicQuantizeLinear" or "QLinearMatMul" or "QLinearConv" or "MatMulInteger" or "ConvInteger")
        {
            throw call.Refuse(
                "belongs to a quantized model that is not in QDQ form",
                "quantize the model statically with QuantizeLinear and DequantizeLinear pairs (QuantFormat.QDQ), or give qmlp the float model");
        }

        if (!Readers.TryGetValue(call.Type, out var reader))
        {
            throw call.Refuse(
                "is not supported",
                "QMlp compiles MLP vision networks: linear layers, convolutions, normalizations, activation functions, and moves of data between them");
        }

        reader(call);
    }
}
