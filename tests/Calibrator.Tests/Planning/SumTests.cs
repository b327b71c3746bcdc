using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Sums of activations that no linear layer takes into its step.</summary>
public class SumTests
{
    private static readonly ClipFunction Relu = new(0, float.PositiveInfinity);

    [Fact]
    public void A_sum_behind_functions_is_a_step_that_reads_as_wide_as_can_be()
    {
        Assert.Equal(
            [
                "embed: input -> embed.out S16[24]",
                "embed.out.u8: embed.out -> embed.out.u8 U8[24]",
                "fc1: embed.out.u8 -> relu.out S16[24]",
                "add1: embed.out, relu.out -> add1.out S16[24]",
                "add1.out.u8: add1.out -> add1.out.u8 U8[24]",
                "fc2: add1.out.u8 -> gelu.out U8[24]",
                "add2: add1.out, gelu.out -> add2.out U8[24]",
                "head: add2.out -> head.out F32[3]",
            ],
            Describe(AroundFunctions().Plan()));
    }

    /// <summary>Where one operand is made by a layer for the sum alone, the sum is exact there and costs no pass.</summary>
    [Fact]
    public void The_step_of_a_linear_layer_stays_the_first_choice()
    {
        var net = new Net(1, 8);
        var x = net.Activate("relu", net.Linear("embed", net.Input, 1, 6), Relu);
        net.Head(net.Sum("add", net.Linear("fc", x, 1, 6), x));
        Assert.DoesNotContain(net.Plan().Steps, placed => placed.Step is PlannedAdd);
    }

    [Fact]
    public void A_value_may_be_added_to_itself()
    {
        var net = new Net(1, 8);
        var x = net.Linear("fc", net.Input, 1, 6);
        net.Head(net.Sum("twice", x, x));
        Assert.Equal(["fc: input -> fc.out S16[6]", "twice: fc.out, fc.out -> twice.out U8[6]", "head: twice.out -> head.out F32[3]"], Describe(net.Plan()));
        var add = Assert.IsType<AddStep>(net.Quantize().Steps[1]);
        Assert.Equal(add.Terms[0], add.Terms[1]);
    }

    [Fact]
    public void Multipliers_are_ratios_of_scales()
    {
        var net = AroundFunctions();
        net.Range(net.Graph.Nodes.OfType<AddNode>().First().Output, (-6, 5));
        var model = net.Quantize();
        foreach (var add in model.Steps.OfType<AddStep>())
        {
            double ScaleOf(string name) => model.Tensors.First(tensor => tensor.Name == name).Quantization[0].Scale;
            Assert.All(add.Terms, term => Assert.Equal((float)(ScaleOf(term.Input) / ScaleOf(add.Output)), term.Multiplier));
        }
    }

    [Theory]
    [InlineData(8, 8, 30)]
    [InlineData(7, 8, 25)]
    [InlineData(8, 4, 15)]
    public void A_network_with_sums_is_close_to_its_float_original_and_is_valid(int activationBits, int weightBits, double atLeastDb)
    {
        var net = AroundFunctions();
        var random = new Random(5);
        float[][] samples = [.. Enumerable.Range(0, 32).Select(_ => Enumerable.Range(0, 10).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray())];
        var settings = new QuantizationSettings { ActivationBits = activationBits, WeightBits = weightBits, BiasCorrection = true };
        var model = net.Observe(samples).Quantize(settings, samples: samples);
        Assert.Empty(ModelReader.Read(ModelWriter.Write(model)).Errors);
        var reference = new ReferenceInterpreter(model);
        var sqnr = Metrics.SqnrDb(
            [.. samples.SelectMany(sample => FloatExecutor.Run(net.Graph, sample))], [.. samples.SelectMany(sample => reference.Run(sample))]);
        Assert.True(sqnr > atLeastDb, $"{sqnr:0.0} dB");
    }

    [Fact]
    public void Ranges_of_channels_are_refused_by_name()
    {
        var net = new Net(1, 8);
        var x = net.Activate("relu", net.Linear("fc", net.Input, 1, 8), Relu);
        var sum = net.Sum("twice", x, x);
        net.Head(sum);
        IReadOnlyList<RoundingFunction> two = [new RoundingFunction(0.1f, 0, 0, 255), new RoundingFunction(0.2f, 0, 0, 255)];
        var graph = net.Graph with { Quantizers = new Dictionary<Value, IReadOnlyList<RoundingFunction>> { [x] = two } };
        var message = Assert.ThrowsAny<UserError>(() => QuantizationPlan.Create(graph, new QuantizationSettings())).Message;
        Assert.StartsWith("Node 'twice' (Add) cannot be quantized: the model rounds its input 'relu.out' with 2 different quantizers", message);
    }

    /// <summary>A range that is far too narrow for what is added.</summary>
    [Fact]
    public void Scales_too_far_apart_are_refused_by_name()
    {
        var net = new Net(1, 8);
        var x = net.Linear("fc", net.Input, 1, 8);
        var sum = net.Sum("twice", x, x);
        net.Head(sum);
        net.Range(x, (0, 1e30f)).Range(sum, (0, 1e-6f));
        var refused = Assert.ThrowsAny<UserError>(() => net.Quantize());
        Assert.Contains("Node 'twice' (Add) cannot be quantized: the scale of its tensor 'fc.out' is", refused.Message);
    }

    /// <summary>
    /// A file that is quantized already: a rounded value is added to itself, and the sum rounded again. Powers of two make float sums exact.
    /// </summary>
    [Fact]
    public void Sums_of_quantized_files_give_their_integers()
    {
        var b = new OnnxModelBuilder("sum", 13);
        var x = b.Round("input/r", b.Input("x", 1, 12), 1 / 64f, 115);
        var hidden = b.Round("relu/r", b.Node("Relu", "relu", [Layer(b, "fc1", x, 12, 12)]), 1 / 32f, 0);
        var doubled = b.Round("doubled/r", b.Node("Add", "doubled", [hidden, hidden]), 1 / 16f, 0);
        b.Output(b.Round("y", Layer(b, "fc2", doubled, 12, 6), 1 / 4f, 120), 1, 6);
        Assert.Equal(2, Assert.Single(QuantizedModels.Quantize(Models.Load(b.ToBytes())).Steps.OfType<AddStep>()).Terms.Count);
        QuantizedModels.RequireEqualIntegers("sum", b.ToBytes(), [1, 12], 1 / 4f, 120, optimize: false);
    }

    /// <summary>x + relu(fc(x)), then x + gelu(fc(x)): no layer makes an operand of either sum.</summary>
    private static Net AroundFunctions()
    {
        var net = new Net(1, 10);
        var x = net.Linear("embed", net.Input, 1, 24);
        x = net.Sum("add1", x, net.Activate("relu", net.Linear("fc1", x, 1, 24), Relu));
        net.Head(net.Sum("add2", x, net.Activate("gelu", net.Linear("fc2", x, 1, 24), new GeluFunction())));
        return net;
    }

    private static string Layer(OnnxModelBuilder b, string name, string x, int depth, int rows)
    {
        var codes = Qdq.Random(name.Length + rows, depth * rows, -120, 120);
        var weights = b.Dequantized($"{name}/weight", codes, [rows, depth], [1 / 256f], [0], 0);
        return b.Node("Gemm", $"{name}/out", [x, weights], ("transB", 1));
    }

    private static string[] Describe(QuantizationPlan plan) => [.. plan.Steps.Select(step =>
        $"{step.Name}: {string.Join(", ", step.Inputs.Select(tensor => tensor.Name))} -> {step.Output.Name} {step.Output.Type}{step.Output.Shape}")];
}
