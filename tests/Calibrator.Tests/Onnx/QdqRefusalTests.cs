using QMlp.Calibrator.Onnx;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Quantized models that cannot be taken as they are: each sentence names the node and says what to change.</summary>
public sealed class QdqRefusalTests
{
    [Fact]
    public void Weights_in_blocks_along_their_inputs()
    {
        var b = new OnnxModelBuilder("m", 21);
        var x = b.Round("x/r", b.Input("x", 1, 8), 0.1f, 128);
        var weights = b.Node(
            "DequantizeLinear", "weight",
            [
                b.Integers("codes", DataType.Int4, Qdq.Random(1, 32, -8, 7), 4, 8), b.Floats("scales", [1, 2, 3, 4, 5, 6, 7, 8], 4, 2),
                b.Integers("zeros", DataType.Int4, new int[8], 4, 2),
            ],
            ("axis", 1), ("block_size", 4));
        b.Output(b.Node("Gemm", "fc", [x, weights], ("transB", 1)), 1, 4);
        Assert.Equal(
            "model.onnx: operator Gemm (node 'fc') has quantized weights whose scale changes along the inputs of an output; "
            + "one scale for each output (the axis of its features), or one for all, would work.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Blocks_that_do_not_fit_the_scales() => Refuses(
        "model.onnx: operator DequantizeLinear (node 'weight') has scales of shape [4, 3] for a tensor of shape [4, 8]; one scale, or one for each index of "
            + "the axis, would work.",
        (b, x) => Gemm(b, x, b.Node(
            "DequantizeLinear", "weight", [b.Integers("codes", DataType.Int8, new int[32], 4, 8), b.Floats("scales", [.. Enumerable.Repeat(1f, 12)], 4, 3)],
            ("axis", 1), ("block_size", 4))));

    [Fact]
    public void A_scale_for_each_channel_of_an_activation() => Refuses(
        "model.onnx: operator QuantizeLinear (node 'codes') quantizes an activation with a scale for each channel; activations need one scale for the whole "
            + "tensor.",
        (b, x) =>
        {
            var (scale, zero) = (b.Floats("scale", [1, 2, 3, 4, 5, 6, 7, 8], 8), b.Integers("zero", DataType.Uint8, new int[8], 8));
            return b.Node("DequantizeLinear", "y", [b.Node("QuantizeLinear", "codes", [x, scale, zero], ("axis", 1)), scale, zero], ("axis", 1));
        });

    [Fact]
    public void Another_scale_than_the_pair_s() => Refuses(
        "model.onnx: operator DequantizeLinear (node 'y') has another scale or zero point than the QuantizeLinear before it; a pair must have the same; the "
            + "file is damaged.",
        (b, x) => b.Node("DequantizeLinear", "y", [b.Quantize("q", x, 0.1f, 3), b.Scalar("other", 0.2f), "q/zero"]));

    [Fact]
    public void A_scale_of_zero() => Refuses(
        "model.onnx: operator QuantizeLinear (node 'q/codes') has a scale that is not above zero; quantize the model again.",
        (b, x) => b.Round("q", x, 0, 3));

    [Fact]
    public void A_zero_point_beyond_its_type() => Refuses(
        "model.onnx: operator DequantizeLinear (node 'weight') has a zero point outside of Int4; the file is damaged.",
        (b, x) => Gemm(b, x, b.Node(
            "DequantizeLinear", "weight",
            [b.Integers("codes", DataType.Int4, new int[32], 4, 8), b.Scalar("scale", 1), b.Integers("zero", DataType.Int8, [9])])),
        opset: 21);

    [Fact]
    public void Integers_of_32_bits_on_an_activation() => Refuses(
        "model.onnx: operator QuantizeLinear (node 'q/codes') has integers of type Int32 on an activation; uint8 and int8 are read, 4 and 16 bits too.",
        (b, x) => b.Round("q", x, 0.1f, 0, DataType.Int32));

    [Fact]
    public void Weights_that_need_nine_bits() => Refuses(
        "model.onnx: operator Gemm (node 'fc') has quantized weights from -5 to 250 once their zero point is taken off; "
        + "weights need 8 bits, -128 to 127; quantize them symmetrically (zero point 0, or 128 for uint8).",
        (b, x) => Gemm(b, x, b.Dequantized("weight", [.. Enumerable.Range(0, 32).Select(i => i % 2 * 255)], [4, 8], [1], [5], 0, DataType.Uint8)));

    [Fact]
    public void Weights_of_16_bits() => Refuses(
        "model.onnx: operator Gemm (node 'fc') has quantized weights from 0 to 3100 once their zero point is taken off; "
        + "weights need 8 bits, -128 to 127; quantize them symmetrically (zero point 0, or 128 for uint8).",
        (b, x) => Gemm(b, x, b.Dequantized("weight", [.. Enumerable.Range(0, 32).Select(i => i * 100)], [4, 8], [1], [0], 0, DataType.Int16)),
        opset: 21);

    [Fact]
    public void Integers_of_the_input() => Refuses(
        "model.onnx: operator DequantizeLinear (node 'y') reads a tensor that no QuantizeLinear made; "
        + "the model's input must be float, and each DequantizeLinear must belong to a QuantizeLinear or a constant.",
        (b, x) => b.Node("DequantizeLinear", "y", [x, b.Scalar("scale", 1)]));

    [Fact]
    public void Arithmetic_on_integers() => Refuses(
        "model.onnx: operator Relu (node 'y') computes with the integers of a QuantizeLinear; DequantizeLinear has to come first; export the model in QDQ "
            + "form.",
        (b, x) => b.Node("Relu", "y", [b.Quantize("q", x, 0.1f, 3)]));

    [Theory]
    [InlineData("MatMulInteger")]
    [InlineData("DynamicQuantizeLinear")]
    [InlineData("QLinearMatMul")]
    public void Other_forms_of_quantized_models(string operatorType)
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node(operatorType, "y", [b.Input("x", 1, 8)]), 1, 8);
        var message = Models.Refusal(b).Message;
        Assert.StartsWith($"model.onnx: operator {operatorType} (node 'y') ", message, StringComparison.Ordinal);
        Assert.Contains("QDQ", message, StringComparison.Ordinal);
    }

    private static string Gemm(OnnxModelBuilder b, string x, string weights) => b.Node("Gemm", "fc", [x, weights], ("transB", 1));

    private static void Refuses(string sentence, Func<OnnxModelBuilder, string, string> network, int opset = 13)
    {
        var b = new OnnxModelBuilder("m", opset);
        b.Output(network(b, b.Input("x", 1, 8)), 1, 8);
        Assert.Equal(sentence, Models.Refusal(b).Message);
    }
}
