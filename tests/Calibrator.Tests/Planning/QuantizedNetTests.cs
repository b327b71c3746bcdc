using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Tests.Onnx;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>
/// Plain networks of Gemm and Relu that are quantized already: the integers of the last layer are those of ONNX Runtime. Its integer
/// kernels compute what numerics.md defines, so with them they are equal whatever the scales. Without them it multiplies floats, and only
/// scales that are powers of two make that exact.
/// </summary>
public class QuantizedNetTests
{
    private const int Inputs = 24, Hidden = 40, Classes = 10;

    /// <summary>How a network is spelt. The defaults are what ONNX Runtime's quantize_static writes.</summary>
    private sealed record Spelling(
        DataType Activations = DataType.Uint8, DataType Weights = DataType.Int8, bool PerChannel = true, bool MatMul = false, bool FloatWeights = false,
        bool RoundBeforeRelu = false, bool Clip = false, bool Shared = false, int WeightZero = 0)
    {
        public int Opset => Weights is DataType.Int4 or DataType.Uint4 ? 21 : 13;

        public int ZeroPoint(int ofByte) => Activations == DataType.Int8 ? ofByte - 128 : ofByte;
    }

    public static TheoryData<string> Names => [.. Spellings.Keys];

    private static Dictionary<string, Spelling> Spellings { get; } = new()
    {
        { "quantize_static", new Spelling() },
        { "one scale for all weights", new Spelling(PerChannel: false) },
        { "int8 activations", new Spelling(Activations: DataType.Int8) },
        { "uint8 weights, zero point 128", new Spelling(Weights: DataType.Uint8, WeightZero: 128) },
        { "weights with a small zero point", new Spelling(WeightZero: 3) },
        { "MatMul and Add", new Spelling(MatMul: true) },
        { "float weights, quantized in the graph", new Spelling(FloatWeights: true) },
        { "rounded before and after Relu, alike", new Spelling(RoundBeforeRelu: true) },
        { "rounded before and after Clip, differently", new Spelling(RoundBeforeRelu: true, Clip: true) },
        { "Clip", new Spelling(Clip: true) },
        { "int4 weights", new Spelling(Weights: DataType.Int4) },
        { "uint4 weights", new Spelling(Weights: DataType.Uint4, WeightZero: 8) },
        { "int4 weights, one scale", new Spelling(Weights: DataType.Int4, PerChannel: false) },
        { "uint4 weights of MatMul, one scale", new Spelling(Weights: DataType.Uint4, WeightZero: 8, PerChannel: false, MatMul: true) },
        { "uint4 weights around 3, which need 8 bits", new Spelling(Weights: DataType.Uint4, WeightZero: 3) },
        { "int4 weights, int8 activations", new Spelling(Activations: DataType.Int8, Weights: DataType.Int4) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Integers_are_those_of_float_kernels(string name) => Check(name, Spellings[name], powersOfTwo: true, optimize: false);

    [Theory]
    [MemberData(nameof(Names))]
    public void Integers_are_those_of_integer_kernels(string name) => Check(name, Spellings[name], powersOfTwo: true, optimize: true);

    /// <summary>Those that ONNX Runtime fuses whole into integer kernels: no float product between.</summary>
    [Fact]
    public void Integers_are_those_of_integer_kernels_for_any_scale() => Check("any scale", new Spelling(), powersOfTwo: false, optimize: true);

    private static void Check(string name, Spelling spelling, bool powersOfTwo, bool optimize)
    {
        var output = powersOfTwo ? 0.25f : 0.2173f;
        QuantizedModels.RequireEqualIntegers(name, Network(spelling, powersOfTwo, output), [1, Inputs], output, 120, optimize);
    }

    private static byte[] Network(Spelling spelling, bool powersOfTwo, float outputScale)
    {
        var b = new OnnxModelBuilder("net", spelling.Opset);
        var (input, hidden) = powersOfTwo ? (1 / 64f, 1 / 32f) : (0.01641f, 0.03217f);
        var x = b.Round("input/rounded", b.Input("x", 1, Inputs), input, spelling.ZeroPoint(115), spelling.Activations);
        x = Layer(b, spelling, "fc1", x, Inputs, Hidden, powersOfTwo, input);
        if (spelling.RoundBeforeRelu)
        {
            // quantize_static gives Relu's input and output one quantizer; fake quantization in PyTorch gives each its own.
            x = spelling.Clip
                ? b.Round("fc1/rounded", x, hidden * 2, spelling.ZeroPoint(131), spelling.Activations)
                : b.Round("fc1/rounded", x, hidden, spelling.ZeroPoint(0), spelling.Activations);
        }

        x = spelling.Clip ? b.Node("Clip", "act", [x, b.Floats("low", [0]), b.Floats("high", [6])]) : b.Node("Relu", "act", [x]);
        x = b.Round("act/rounded", x, hidden, spelling.ZeroPoint(0), spelling.Activations);
        x = Layer(b, spelling, "fc2", x, Hidden, Classes, powersOfTwo, hidden);
        b.Output(b.Round("y", x, outputScale, spelling.ZeroPoint(120), spelling.Activations), 1, Classes);
        return b.ToBytes();
    }

    private static string Layer(OnnxModelBuilder b, Spelling spelling, string name, string x, int depth, int rows, bool powersOfTwo, float inputScale)
    {
        var isNarrow = spelling.Weights is DataType.Int4 or DataType.Uint4;
        var (least, most) = isNarrow ? (-8, 7) : (-120, 120);
        float[] scales = [
            .. Qdq.Random(name.Length, spelling.PerChannel ? rows : 1, 2, 4)
            .Select(exponent => (isNarrow ? 16 : 1) * (powersOfTwo ? MathF.ScaleB(1, -exponent - 5) : 0.003f * exponent))];
        var codes = Qdq.Random(name.Length + depth, depth * rows, least, most);
        var axis = spelling.MatMul ? 1 : 0;
        int[] dims = spelling.MatMul ? [depth, rows] : [rows, depth];
        var weights = spelling.FloatWeights
            ? Fake(b, $"{name}/weight", codes, dims, scales, axis)
            : b.Dequantized(
                $"{name}/weight", [.. codes.Select(code => code + spelling.WeightZero)], dims, scales, [.. scales.Select(_ => spelling.WeightZero)],
                axis, spelling.Weights);
        var bias = b.Dequantized(
            $"{name}/bias", Qdq.Random(rows, rows, -900, 900), [rows], [.. scales.Select(scale => scale * inputScale)], new int[scales.Length], 0,
            DataType.Int32);
        return spelling.MatMul
            ? b.Node("Add", $"{name}/out", [b.Node("MatMul", $"{name}/product", [x, weights]), bias])
            : b.Node("Gemm", $"{name}/out", [x, weights, bias], ("transB", 1));
    }

    /// <summary>Float weights that QuantizeLinear and DequantizeLinear follow, not all of them on the grid.</summary>
    private static string Fake(OnnxModelBuilder b, string name, int[] codes, int[] dims, float[] scales, int axis)
    {
        float[] floats = [.. codes.Select((code, i) => scales[scales.Length == 1 ? 0 : i / dims[1]] * (code + (0.3f * (i % 3 - 1))))];
        int[] extents = scales.Length == 1 ? [] : [scales.Length];
        var (s, z) = (b.Floats($"{name}/scale", scales, extents), b.Integers($"{name}/zero", DataType.Int8, new int[scales.Length], extents));
        var q = b.Node("QuantizeLinear", $"{name}/codes", [b.Floats($"{name}/float", floats, dims), s, z], ("axis", axis));
        return b.Node("DequantizeLinear", name, [q, s, z], ("axis", axis));
    }
}
