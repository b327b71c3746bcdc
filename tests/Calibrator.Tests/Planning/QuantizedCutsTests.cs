using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>
/// Split and Concat in networks that are quantized already, with a pair on either side of them, on one, or on none. All scales are powers of two,
/// so that ONNX Runtime's floats are exact, and the integers of the last layer have to be its own.
/// </summary>
public class QuantizedCutsTests
{
    private const int Tokens = 8, Channels = 12, Half = 10, Classes = 6;
    private const float InputScale = 1 / 64f, WeightScale = 1 / 256f, HiddenScale = 1 / 32f, OutputScale = 1 / 4f;

    /// <param name="whole">Scale of the pair before the Split; 0 for none.</param>
    /// <param name="halves">Scale of the pairs behind it; 0 for none.</param>
    /// <param name="moves">Whether the halves are elements that move: what is rounded twice, differently, cannot be made in one step.</param>
    [Theory]
    [InlineData(HiddenScale, HiddenScale, false)]
    [InlineData(HiddenScale, 0, false)]
    [InlineData(0, HiddenScale, false)]
    [InlineData(HiddenScale, HiddenScale / 2, false)]
    [InlineData(HiddenScale / 4, HiddenScale, true)]
    public void Halves_of_a_layer_that_are_multiplied(float whole, float halves, bool relu)
    {
        foreach (var optimize in new[] { false, true })
        {
            var b = new OnnxModelBuilder("gated", 13);
            var x = b.Round("input/r", b.Input("x", 1, Channels), InputScale, 115);
            x = Layer(b, "fc1", x, Channels, 2 * Half);
            x = relu ? b.Node("Relu", "relu", [x]) : x;
            x = whole > 0 ? b.Round("whole/r", x, whole, relu ? 0 : 128) : x;
            var parts = Split(b, x, axis: 1, Half);
            string[] rounded = [.. parts.Select((part, i) => halves > 0 ? b.Round($"half{i}/r", part, halves, relu ? 0 : 128) : part)];
            x = b.Round("gated/r", b.Node("Mul", "gated", rounded), HiddenScale, 100);
            b.Output(b.Round("y", Layer(b, "fc2", x, Half, Classes), OutputScale, 120), 1, Classes);
            QuantizedModels.RequireEqualIntegers($"{whole}, {halves}", b.ToBytes(), [1, Channels], OutputScale, 120, optimize);
        }
    }

    [Fact]
    public void Halves_are_layers_of_their_own_with_the_scales_of_the_file()
    {
        var b = new OnnxModelBuilder("gated", 13);
        var x = b.Round("input/r", b.Input("x", 1, Channels), InputScale, 115);
        var parts = Split(b, Layer(b, "fc1", x, Channels, 2 * Half), axis: 1, Half);
        x = b.Node("Mul", "gated", [b.Round("half0/r", parts[0], 0.5f, 7), b.Round("half1/r", parts[1], 0.25f, 9)]);
        b.Output(Layer(b, "fc2", b.Round("gated/r", x, HiddenScale, 100), Half, Classes), 1, Classes);
        var model = QuantizedModels.Quantize(Models.Load(b.ToBytes()));
        Assert.Equal(["fc1.product.0", "fc1.product.1", "gated", "fc2.product"], model.Steps.Select(step => step.Name));
        Assert.Equal(
            [(0.5f, 7), (0.25f, 9), (HiddenScale, 100)],
            model.Steps.Take(3).Select(step => model.Tensors.First(tensor => tensor.Name == step.Output).Quantization[0]).Select(q => (q.Scale, q.ZeroPoint)));
        Assert.Equal((float)(0.5 * 0.25 / HiddenScale), Assert.IsType<MultiplyStep>(model.Steps[2]).Multiplier);
    }

    /// <summary>Multiple token-mixing MLPs: the cut and the join vanish whether pairs stand on one side of them or on both.</summary>
    /// <param name="inputFactor">What the second group's input scale is larger by.</param>
    /// <param name="most">
    /// How many of 4,800 integers may differ: a layer that mixes channels cannot give ranges of them quantizers of their own, so it writes 16 bits.
    /// </param>
    [Theory]
    [InlineData(true, true, 1, 0)]
    [InlineData(true, false, 1, 0)]
    [InlineData(false, true, 1, 0)]
    [InlineData(false, true, 2, 10)]
    public void Token_mixing_groups(bool outside, bool inside, float inputFactor, int most)
    {
        var bytes = Groups(outside, inside, inputFactor, 1, residual: false);
        var model = QuantizedModels.Quantize(Models.Load(bytes));
        Assert.DoesNotContain(model.Steps, step => step is RearrangeStep);
        Assert.Equal(2, model.Steps.OfType<LinearStep>().Max(step => step.Groups.Count));
        QuantizedModels.RequireEqualIntegers($"outside {outside}, inside {inside}", bytes, [1, Tokens, Channels], OutputScale, 120, optimize: false, most);
    }

    /// <summary>Groups whose outputs are rounded differently may be added to something, channel by channel, but not mixed.</summary>
    [Fact]
    public void Groups_with_different_scales_behind_them()
    {
        QuantizedModels.RequireEqualIntegers(
            "residual", Groups(outside: false, inside: true, 1, 2, residual: true), [1, Tokens, Channels], OutputScale, 120, optimize: false);
        Assert.Equal(
            "Node 'head.product' (Linear) cannot be quantized: the model rounds its input 'joined' with 2 different quantizers for ranges of channels, and "
                + "it does not keep "
            + "these apart; one quantizer for the whole tensor would work.",
            Assert.ThrowsAny<UserError>(() => QuantizedModels.Import(Groups(outside: false, inside: true, 1, 2, residual: false))).Message);
    }

    private static byte[] Groups(bool outside, bool inside, float inputFactor, float outputFactor, bool residual)
    {
        var b = new OnnxModelBuilder("groups", 13);
        string Round(bool wanted, string name, string x, float scale, int zero) => wanted ? b.Round(name, x, scale, zero) : x;

        var x = b.Round("input/r", b.Input("x", 1, Tokens, Channels), InputScale, 115);
        var stream = x;
        x = Layer(b, "stem", x, Channels, Channels);
        x = Round(outside, "stem/r", x, HiddenScale, 128);
        x = Round(outside, "turned/r", b.Node("Transpose", "turned", [x], ("perm", new[] { 0, 2, 1 })), HiddenScale, 128);
        var parts = Split(b, x, axis: 1, Channels / 2);
        for (var g = 0; g < 2; g++)
        {
            var part = Round(inside, $"in{g}/r", parts[g], HiddenScale * (g == 0 ? 1 : inputFactor), 128);
            part = Layer(b, $"token{g}", part, Tokens, Tokens);
            parts[g] = Round(inside, $"out{g}/r", part, HiddenScale * (g == 0 ? 1 : outputFactor), 120);
        }

        x = b.Node("Concat", "joined", parts, ("axis", 1));
        x = Round(outside, "joined/r", x, HiddenScale, 120);
        x = b.Node("Transpose", "back", [x], ("perm", new[] { 0, 2, 1 }));
        x = Round(outside, "back/r", x, HiddenScale, 120);
        x = residual ? b.Round("sum/r", b.Node("Add", "sum", [stream, x]), HiddenScale, 120) : x;
        b.Output(b.Round("y", Layer(b, "head", x, Channels, Classes), OutputScale, 120), 1, Tokens, Classes);
        return b.ToBytes();
    }

    [Fact]
    public void A_join_of_anything_else_is_refused_by_name()
    {
        var b = new OnnxModelBuilder("joined", 13);
        var x = b.Round("input/r", b.Input("x", 1, Channels), InputScale, 115);
        string[] parts =
        [
            b.Round("a/r", Layer(b, "a", x, Channels, Half), HiddenScale, 128), b.Round("b/r", Layer(b, "b", x, Channels, Half), HiddenScale, 128),
        ];
        x = b.Round("joined/r", b.Node("Concat", "joined", parts, ("axis", 1)), HiddenScale, 128);
        b.Output(Layer(b, "fc2", x, 2 * Half, Classes), 1, Classes);
        Assert.Equal(
            "Node 'joined' (Concat) cannot be quantized: joining of activations is not quantized yet, except that of token-mixing groups.",
            Assert.ThrowsAny<UserError>(() => QuantizedModels.Quantize(Models.Load(b.ToBytes()))).Message);
    }

    private static string[] Split(OnnxModelBuilder b, string x, int axis, int size)
    {
        string[] parts = ["part0", "part1"];
        b.Node("Split", parts, [x, b.Longs("sizes", [size, size], 2)], domain: "", ("axis", axis));
        return parts;
    }

    /// <summary>MatMul and Add: along the last axis of any rank.</summary>
    private static string Layer(OnnxModelBuilder b, string name, string x, int depth, int rows)
    {
        var weights = b.Dequantized($"{name}/weight", Qdq.Random(name.Length + depth, depth * rows, -100, 100), [depth, rows], [WeightScale], [0], 0);
        var bias = b.Floats($"{name}/bias", [.. Qdq.Random(rows, rows, -30, 30).Select(code => code / 64f)], rows);
        return b.Node("Add", $"{name}/out", [b.Node("MatMul", $"{name}/product", [x, weights]), bias]);
    }
}
