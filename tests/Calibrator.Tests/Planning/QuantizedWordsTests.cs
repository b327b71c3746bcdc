using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.ModelFormat;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>
/// Activations of 16 bits in models that are quantized already: QuantizeLinear to int16 and uint16, of opset 21 or of ONNX Runtime's own domain
/// before it. They are ranges, not roundings (docs/qdq-import.md): 16 bits with a scale of our own, or 8 where a linear layer reads them.
/// </summary>
public class QuantizedWordsTests
{
    private const int Inputs = 24, Hidden = 40, Classes = 10, Tokens = 6;
    private const int LargestWeight = 12;
    private const float InputScale = 1 / 16f, WeightScale = 1 / 32f, HiddenScale = 1 / 32f, OutputScale = 1 / 4f;

    /// <summary>
    /// Words between a layer and Relu, as fine as the layer's products and wide enough for their sums: ONNX Runtime's rounding to them changes nothing, and
    /// ours is left out. The integers behind them are equal.
    /// </summary>
    [Theory]
    [InlineData(true, 21)]
    [InlineData(false, 21)]
    [InlineData(true, 17)]
    [InlineData(false, 17)]
    public void Words_before_a_bounded_activation_give_equal_integers(bool signed, int opset)
    {
        var b = Builder(opset);
        var x = b.Round("input/r", b.Input("x", 1, Inputs), InputScale, 115);
        x = Word(b, opset, "fc1/r", Layer(b, "fc1", x, Inputs, Hidden), InputScale * WeightScale, signed);
        x = b.Round("relu/r", b.Node("Relu", "relu", [x]), HiddenScale, 0);
        b.Output(b.Round("y", Layer(b, "fc2", x, Hidden, Classes), OutputScale, 120), 1, Classes);
        QuantizedModels.RequireEqualIntegers($"signed {signed}, opset {opset}", b.ToBytes(), [1, Inputs], OutputScale, 120, optimize: false);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Words_that_a_layer_reads_become_bytes_of_the_range_that_they_state(bool signed)
    {
        const float scale = 4 / 32768f;
        var b = Builder(21);
        var x = Word(b, 21, "input/r", b.Input("x", 1, Inputs), scale, signed);
        b.Output(Layer(b, "fc", x, Inputs, Classes), 1, Classes);
        var model = QuantizedModels.Quantize(Models.Load(b.ToBytes()));
        var input = model.Tensors[0];
        Assert.Equal((ElementType.U8, scale * (65535 / 255), 128), (input.Type, input.Quantization[0].Scale, input.Quantization[0].ZeroPoint));
    }

    /// <summary>Norms and sums keep 16 bits: near to ONNX Runtime's run of a network whose residual stream is words.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_residual_stream_of_words(bool signed)
    {
        var b = Builder(21);
        var x = b.Round("input/r", b.Input("x", 1, Tokens, Inputs), InputScale, 115);
        x = Word(b, 21, "stem/r", Layer(b, "stem", x, Inputs, Hidden), 16 / 32768f, signed);
        var y = b.Node(
            "LayerNormalization", "norm",
            [x, b.Floats("gain", [.. Models.Random(5, Hidden).Select(value => 1 + (value / 8))], Hidden), b.RandomFloats("shift", Hidden)]);
        y = b.Round("norm/r", y, 0.04f, 128);
        y = Word(b, 21, "fc/r", Layer(b, "fc", y, Hidden, Hidden), 16 / 32768f, signed);
        x = Word(b, 21, "sum/r", b.Node("Add", "sum", [x, y]), 32 / 32768f, signed);
        x = b.Round("mean/r", b.Node("ReduceMean", "mean", [x, b.Longs("axes", [1], 1)], ("keepdims", 0)), 0.02f, 128);
        b.Output(Layer(b, "head", x, Hidden, Classes), 1, Classes);
        var bytes = b.ToBytes();
        var model = QuantizedModels.Quantize(Models.Load(bytes));
        Assert.Equal(2, model.Tensors.Count(tensor => tensor.Type == ElementType.S16));

        var reference = QuantizedModels.Import(bytes);
        using var original = new OnnxRuntime(bytes);
        var samples = Enumerable.Range(0, 40).Select(i => Models.Random(i, Tokens * Inputs)).ToList();
        var sqnr = Metrics.SqnrDb(
            [.. samples.SelectMany(sample => original.Run([1, Tokens, Inputs], sample))],
            [.. samples.SelectMany(sample => reference.Run(reference.QuantizeInput(sample)))]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sqnr:0.0} dB");
        Assert.True(sqnr >= 40, $"{sqnr:0.0} dB");
    }

    private static OnnxModelBuilder Builder(int opset) =>
        opset < 21 ? new OnnxModelBuilder("words", opset).Domain("com.microsoft", 1) : new OnnxModelBuilder("words", opset);

    /// <summary>A pair of words; signed ones around 0, unsigned ones around their middle.</summary>
    private static string Word(OnnxModelBuilder b, int opset, string name, string x, float scale, bool signed)
    {
        var domain = opset < 21 ? "com.microsoft" : "";
        var (s, z) = (b.Floats($"{name}/scale", [scale]), b.Integers($"{name}/zero", signed ? DataType.Int16 : DataType.Uint16, [signed ? 0 : 32768]));
        b.Node("QuantizeLinear", [$"{name}/codes"], [x, s, z], domain);
        b.Node("DequantizeLinear", [name], [$"{name}/codes", s, z], domain);
        return name;
    }

    /// <summary>MatMul and Add: along the last axis of any rank.</summary>
    private static string Layer(OnnxModelBuilder b, string name, string x, int depth, int rows)
    {
        var weights = b.Dequantized(
            $"{name}/weight", Qdq.Random(name.Length + depth, depth * rows, -LargestWeight, LargestWeight), [depth, rows], [WeightScale], [0], 0);
        var bias = b.Floats($"{name}/bias", [.. Qdq.Random(rows, rows, -30, 30).Select(code => code / 64f)], rows);
        return b.Node("Add", $"{name}/out", [b.Node("MatMul", $"{name}/product", [x, weights]), bias]);
    }
}
