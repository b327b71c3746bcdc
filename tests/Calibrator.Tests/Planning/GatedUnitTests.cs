using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Products of two activations, and the halves of a layer's outputs that they are usually made of.</summary>
public class GatedUnitTests
{
    private const int Tokens = 6, Width = 12, Half = 20;

    [Fact]
    public void A_spatial_gating_unit_has_no_slice()
    {
        Assert.Equal(
            [
                "embed: input -> embed.out S16[6, 12]",
                "norm: embed.out -> norm.out U8[6, 12]",
                "fc1.0: norm.out -> kept.out U8[6, 20]",
                "fc1.1: norm.out -> gate.out U8[6, 20]",
                "gate.out.s16: gate.out -> gate.out.s16 S16[6, 20]",
                "gate.norm: gate.out.s16 -> gate.norm.out U8[6, 20]",
                "gate.proj: gate.norm.out -> gate.proj.out S16[6, 20]",
                "gated: kept.out, gate.proj.out -> gated.out U8[6, 20]",
                "fc2: gated.out, embed.out -> add.out S16[6, 12]",
                "mean: add.out -> mean.out U8[12]",
                "head: mean.out -> head.out F32[3]",
            ],
            Describe(Gmlp().Plan()));

        // Both halves have one input of GELU, so its range is asked for once.
        Assert.Single(Gmlp().Plan().Requests, request => request.Value.Name == "fc1.out");
    }

    [Fact]
    public void Each_half_is_a_layer_with_its_rows_of_the_weights()
    {
        var net = Gmlp();
        var whole = net.Graph.Nodes.OfType<LinearNode>().Single(node => node.Name == "fc1").Groups[0];
        var layers = net.Plan().Steps.Select(placed => placed.Step).OfType<PlannedLinear>();
        var halves = layers.Where(layer => layer.Name.StartsWith("fc1", StringComparison.Ordinal)).Select(layer => layer.Node.Groups[0]).ToList();
        Assert.All(halves, half => Assert.Equal((Half, Width), (half.Rows, half.Depth)));
        Assert.Equal(whole.Weights, halves.SelectMany(half => half.Weights));
        Assert.Equal(whole.Bias, halves.SelectMany(half => half.Bias));
    }

    [Fact]
    public void A_network_with_gates_is_close_to_its_float_original_and_is_valid()
    {
        var net = Gmlp();
        var samples = Samples(net, 8);
        var model = net.Observe(samples).Quantize(samples: samples);
        Assert.Empty(ModelReader.Read(ModelWriter.Write(model)).Errors);
        var reference = new ReferenceInterpreter(model);
        var sqnr = Metrics.SqnrDb(
            [.. samples.SelectMany(sample => FloatExecutor.Run(net.Graph, sample))], [.. samples.SelectMany(sample => reference.Run(sample))]);
        Assert.True(sqnr > 30, $"{sqnr:0.0} dB");
    }

    [Fact]
    public void Bias_correction_sees_both_operands_of_a_product()
    {
        var net = Gmlp();
        var samples = Samples(net, 4);
        var model = net.Observe(samples).Quantize(new QuantizationSettings { BiasCorrection = true }, samples: samples);
        Assert.Empty(ModelReader.Read(ModelWriter.Write(model)).Errors);
    }

    /// <summary>A gated unit whose function follows the cut: y = a * silu(b), along the tokens.</summary>
    [Fact]
    public void A_function_behind_the_cut_is_inside_the_layer_of_its_half()
    {
        var net = new Net(1, Tokens, Width);
        var hidden = net.Linear("fc1", net.Input, 1, 8);
        var (a, b) = (Slice(net, "a", hidden, 1, 0, 4), Slice(net, "b", hidden, 1, 4, 4));
        net.Head(Multiply(net, "gated", a, net.Activate("silu", b, new SiluFunction())));
        Assert.Equal(
            [
                "fc1.0: input -> a.out S16[4, 12]", "fc1.1: input -> silu.out U8[4, 12]", "gated: a.out, silu.out -> gated.out U8[4, 12]",
                "head: gated.out -> head.out F32[4, 3]",
            ],
            Describe(net.Plan()));
    }

    [Fact]
    public void What_takes_a_layer_apart_otherwise_moves_elements()
    {
        // Overlapping ranges; a reader of the whole; a cut along an axis that the layer does not make.
        var overlap = new Net(1, Tokens, Width);
        var x = overlap.Linear("fc1", overlap.Input, 2, 8);
        overlap.Head(Multiply(overlap, "gated", Slice(overlap, "a", x, 2, 0, 5), Slice(overlap, "b", x, 2, 3, 5)));
        Assert.Equal(["fc1", "a", "b", "gated", "head"], overlap.Plan().Steps.Select(step => step.Name));

        var whole = new Net(1, Tokens, Width);
        x = whole.Linear("fc1", whole.Input, 2, 8);
        var part = Slice(whole, "a", x, 2, 0, 4);
        whole.Head(Multiply(whole, "gated", part, whole.Linear("fc2", x, 2, 4)));
        Assert.Contains("a", whole.Plan().Steps.Select(step => step.Name));

        var tokens = new Net(1, Tokens, Width);
        x = tokens.Linear("fc1", tokens.Input, 2, 8);
        tokens.Head(Multiply(tokens, "gated", Slice(tokens, "a", x, 1, 0, 3), Slice(tokens, "b", x, 1, 3, 3)));
        Assert.Contains("b", tokens.Plan().Steps.Select(step => step.Name));
    }

    [Fact]
    public void A_layer_of_which_one_range_is_read_keeps_its_name()
    {
        var net = new Net(1, Width);
        net.Head(Slice(net, "first", net.Linear("fc", net.Input, 1, 8), 1, 0, 5));
        Assert.Equal(["fc: input -> first.out U8[5]", "head: first.out -> head.out F32[3]"], Describe(net.Plan()));
    }

    [Fact]
    public void Byte_images_do_not_fold_into_a_product()
    {
        var net = new Net(1, 1, 8, 8);
        var x = net.Patches("patches", net.Input, 4);
        net.Head(Multiply(net, "gated", net.Linear("fc", x, 2, 16), x));
        Assert.False(NetworkQuantizer.CanTakePixels(net.Plan(), new PixelInput(PixelLayout.Hwc, [0], [1])));
    }

    private static Net Gmlp()
    {
        var net = new Net(1, Tokens, 10);
        var x = net.Linear("embed", net.Input, 2, Width);
        var hidden = net.Activate("gelu", net.Linear("fc1", net.Norm("norm", x), 2, 2 * Half), new GeluFunction());
        var (kept, gate) = (Slice(net, "kept", hidden, 2, 0, Half), Slice(net, "gate", hidden, 2, Half, Half));
        gate = net.Linear("gate.proj", net.Norm("gate.norm", gate), 1, Tokens);
        x = net.Sum("add", x, net.Linear("fc2", Multiply(net, "gated", kept, gate), 2, Width));
        net.Head(net.Mean("mean", x));
        return net;
    }

    private static Value Slice(Net net, string name, Value x, int axis, int start, int length) =>
        net.Add(name, x.Shape.With(axis, length), output => new SliceNode(name, x, axis, start, length, output));

    private static Value Multiply(Net net, string name, Value left, Value right) =>
        net.Add(name, left.Shape, output => new MultiplyNode(name, left, right, output));

    private static float[][] Samples(Net net, int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, net.Input.Shape.Length).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray())];
    }

    private static string[] Describe(QuantizationPlan plan) => [.. plan.Steps.Select(step =>
        $"{step.Name}: {string.Join(", ", step.Inputs.Select(tensor => tensor.Name))} -> {step.Output.Name} {step.Output.Type}{step.Output.Shape}")];
}
