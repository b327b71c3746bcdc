using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

public class QuantizationPlanTests
{
    private static readonly ClipFunction Relu = new(0, float.PositiveInfinity);

    [Fact]
    public void Plain_mlp_is_one_step_per_layer_with_the_clip_inside()
    {
        var net = new Net(1, 8);
        var hidden = net.Activate("relu", net.Linear("fc1", net.Input, 1, 6), Relu);
        net.Head(hidden);
        Assert.Equal(
            ["fc1: input U8[8] -> relu.out U8[6]", "head: relu.out U8[6] -> head.out F32[3]"], Describe(net.Plan()));
        Assert.Equal(["input/1", "relu.out/1"], Requests(net.Plan()));
    }

    [Fact]
    public void Other_activations_ask_for_the_range_before_them_too()
    {
        var net = new Net(1, 8);
        net.Head(net.Activate("gelu", net.Linear("fc1", net.Input, 1, 6), new GeluFunction()));
        Assert.Equal(["input/1", "fc1.out/1", "gelu.out/1"], Requests(net.Plan()));
        Assert.Equal("fc1.out", Assert.IsType<PlannedLinear>(net.Plan().Steps[0].Step).BeforeActivation?.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Mixer_block_keeps_its_residual_stream_in_16_bits(bool linearFirst)
    {
        var net = new Net(1, 2, 8, 8);
        var x = net.Linear("embed", net.Patches("patches", net.Input, 4), 2, 6);
        var mixed = net.Linear("token", net.Norm("norm1", x), 1, 4);
        x = linearFirst ? net.Sum("add1", mixed, x) : net.Sum("add1", x, mixed);
        var wide = net.Activate("gelu", net.Linear("fc1", net.Norm("norm2", x), 2, 9), new GeluFunction());
        var narrow = net.Linear("fc2", wide, 2, 6);
        x = linearFirst ? net.Sum("add2", narrow, x) : net.Sum("add2", x, narrow);
        net.Head(net.Mean("mean", net.Norm("norm3", x)));
        Assert.Equal(
            [
                "patches: input U8[2, 8, 8] -> patches.out U8[4, 32]",
                "embed: patches.out U8[4, 32] -> embed.out S16[4, 6]",
                "norm1: embed.out S16[4, 6] -> norm1.out U8[4, 6]",
                "token: norm1.out U8[4, 6] + embed.out -> add1.out S16[4, 6]",
                "norm2: add1.out S16[4, 6] -> norm2.out U8[4, 6]",
                "fc1: norm2.out U8[4, 6] -> gelu.out U8[4, 9]",
                "fc2: gelu.out U8[4, 9] + add1.out -> add2.out S16[4, 6]",
                "norm3: add2.out S16[4, 6] -> norm3.out S16[4, 6]",
                "mean: norm3.out S16[4, 6] -> mean.out U8[6]",
                "head: mean.out U8[6] -> head.out F32[3]",
            ],
            Describe(net.Plan()));
        Assert.Equal(["embed.out", "add1.out", "add2.out", "norm3.out"], net.Plan().Requests.Where(r => r.FullRange).Select(r => r.Value.Name));
    }

    [Fact]
    public void Affine_is_a_rescaling_and_merges_with_a_mean_on_either_side()
    {
        var before = new Net(1, 4, 8);
        before.Head(before.Mean("mean", before.Affine("affine", before.Linear("embed", before.Input, 2, 6))));
        Assert.Equal(
            ["embed: input U8[4, 8] -> embed.out S16[4, 6]", "mean: embed.out S16[4, 6] -> mean.out U8[6]", "head: mean.out U8[6] -> head.out F32[3]"],
            Describe(before.Plan()));

        var after = new Net(1, 4, 8);
        after.Head(after.Affine("affine", after.Mean("mean", after.Linear("embed", after.Input, 2, 6))));
        Assert.Equal("mean: embed.out S16[4, 6] -> affine.out U8[6]", Describe(after.Plan())[1]);

        var alone = new Net(1, 4, 8);
        alone.Head(alone.Affine("affine", alone.Linear("embed", alone.Input, 2, 6)));
        Assert.Equal("affine: embed.out S16[4, 6] -> affine.out U8[4, 6]", Describe(alone.Plan())[1]);
    }

    /// <summary>An affine map between two means goes with the first of them; the second one reads what both make.</summary>
    [Fact]
    public void Affine_between_two_means_belongs_to_one()
    {
        var net = new Net(1, 4, 5, 8);
        var rows = net.Add("rows", new Shape(1, 4, 8), output => new MeanNode("rows", net.Linear("embed", net.Input, 3, 8), 2, false, output));
        net.Head(net.Mean("mean", net.Affine("affine", rows)));
        Assert.Equal(
            [
                "embed: input U8[4, 5, 8] -> embed.out S16[4, 5, 8]", "rows: embed.out S16[4, 5, 8] -> affine.out S16[4, 8]",
                "mean: affine.out S16[4, 8] -> mean.out U8[8]", "head: mean.out U8[8] -> head.out F32[3]",
            ],
            Describe(net.Plan()));
    }

    /// <summary>
    /// Ranges of a layer's outputs whose whole the model rounds by several quantizers are no ranges of one layer, and a move cannot keep
    /// them apart.
    /// </summary>
    [Fact]
    public void Slices_of_what_is_rounded_by_ranges_are_refused_by_name()
    {
        var net = new Net(1, 8);
        var x = net.Linear("fc", net.Input, 1, 8);
        var first = net.Add("first", new Shape(1, 4), output => new SliceNode("first", x, 1, 0, 4, output));
        net.Head(first);
        IReadOnlyList<RoundingFunction> two = [new RoundingFunction(0.1f, 0, 0, 255), new RoundingFunction(0.2f, 0, 0, 255)];
        var graph = net.Graph with { Quantizers = new Dictionary<Value, IReadOnlyList<RoundingFunction>> { [x] = two, [first] = two } };
        var message = Assert.ThrowsAny<UserError>(() => QuantizationPlan.Create(graph, new QuantizationSettings())).Message;
        Assert.Contains("1 x Slice that cannot be quantized: the model rounds an input with several quantizers for ranges of channels", message);
        Assert.Contains(": 'first' [1, 8] -> [1, 4]; one quantizer for the whole tensor would work.", message);
    }

    [Fact]
    public void Value_read_by_a_sum_and_a_layer_is_stored_twice()
    {
        var net = new Net(1, 8);
        var x = net.Linear("embed", net.Input, 1, 6);
        net.Head(net.Sum("add", x, net.Linear("fc", x, 1, 6)));
        Assert.Equal(
            [
                "embed: input U8[8] -> embed.out S16[6]",
                "embed.out.u8: embed.out S16[6] -> embed.out.u8 U8[6]",
                "fc: embed.out.u8 U8[6] + embed.out -> add.out S16[6]",
                "add.out.u8: add.out S16[6] -> add.out.u8 U8[6]",
                "head: add.out.u8 U8[6] -> head.out F32[3]",
            ],
            Describe(net.Plan()));
    }

    [Fact]
    public void Token_mixing_groups_have_a_quantizer_each_where_nothing_else_reads_the_tensor()
    {
        var net = new Net(1, 4, 8);
        var x = net.Linear("embed", net.Input, 2, 8);
        var hidden = net.Activate("relu", net.Linear("token1", net.Norm("norm", x), 1, 5, groups: 4), Relu);
        x = net.Sum("add", net.Linear("token2", hidden, 1, 4, groups: 4), x);
        net.Head(net.Mean("mean", x));
        var tensors = net.Plan().Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Groups);
        Assert.Equal((4, 4, 1), (tensors["norm.out"], tensors["relu.out"], tensors["embed.out"]));
        Assert.Contains("norm.out/4", Requests(net.Plan()));
        Assert.Contains("relu.out/4", Requests(net.Plan()));
    }

    [Fact]
    public void Network_input_read_by_a_norm_is_widened()
    {
        var net = new Net(1, 8);
        net.Head(net.Norm("norm", net.Input));
        Assert.Equal(["input.s16: input U8[8] -> input.s16 S16[8]", "norm: input.s16 S16[8] -> norm.out U8[8]"], Describe(net.Plan())[..2]);
    }

    /// <summary>The same elements under another shape have the range of what they are; a second form of them has it too.</summary>
    [Fact]
    public void Reshaped_value_read_by_a_norm_and_a_layer_is_stored_twice()
    {
        var net = new Net(1, 4, 8);
        var x = net.Reshape("flat", net.Linear("embed", net.Input, 2, 6), 1, 2, 12);
        net.Head(net.Sum("add", net.Norm("norm", x), net.Linear("fc", x, 2, 12)));
        Assert.Contains("flat.out.u8: flat.out S16[2, 12] -> flat.out.u8 U8[2, 12]", Describe(net.Plan()));
        Assert.DoesNotContain("flat.out/1", Requests(net.Plan()));
        var model = net.Quantize();
        Assert.Equal(8f / 255, model.Tensors.First(tensor => tensor.Name == "flat.out.u8").Quantization[0].Scale, 1e-6);

        var bytes = new Net(1, 4, 8);
        bytes.Head(bytes.Norm("norm", bytes.Reshape("flat", bytes.Input, 1, 2, 16)));

        // 16 bits leave room for half as much again.
        Assert.Equal(3f / 32767, bytes.Quantize().Tensors.First(tensor => tensor.Name == "flat.out.s16").Quantization[0].Scale, 1e-6);
    }

    [Fact]
    public void Standalone_activation_is_a_table_behind_bytes()
    {
        var net = new Net(1, 8);
        var x = net.Linear("embed", net.Input, 1, 6);
        var y = net.Linear("fc", net.Activate("gelu", x, new GeluFunction()), 1, 6);
        net.Head(net.Norm("norm", net.Sum("add", x, y)));
        Assert.Contains("gelu: embed.out.u8 U8[6] -> gelu.out U8[6]", Describe(net.Plan()));
    }

    [Fact]
    public void Reshape_of_the_logits_is_left_out()
    {
        var net = new Net(1, 1, 8);
        net.Reshape("flatten", net.Head(net.Input), 1, 3);
        Assert.Equal(["head: input U8[1, 8] -> head.out F32[1, 3]"], Describe(net.Plan()));
    }

    [Fact]
    public void Clip_after_a_residual_sum_is_inside_the_step()
    {
        var net = new Net(1, 8);
        var x = net.Linear("embed", net.Input, 1, 6);
        var sum = net.Sum("add", x, net.Linear("fc", x, 1, 6));
        net.Head(net.Activate("relu", sum, Relu));
        Assert.Contains("fc: embed.out.u8 U8[6] + embed.out -> relu.out S16[6]", Describe(net.Plan()));
    }

    [Fact]
    public void What_has_no_quantized_form_is_refused_by_name()
    {
        var join = new Net(1, 8);
        var (a, b) = (join.Linear("a", join.Input, 1, 8), join.Linear("b", join.Input, 1, 8));
        join.Head(join.Add("join", new Shape(1, 16), output => new ConcatNode("join", [a, b], 1, output)));
        Assert.StartsWith("Node 'join' (Concat) cannot be quantized:", Refusal(join));

        var softmax = new Net(1, 8);
        var logits = softmax.Head(softmax.Input);
        softmax.Add("probabilities", logits.Shape, output => new SoftmaxNode("probabilities", logits, 1, output));
        Assert.Contains("'probabilities' (Softmax)", Refusal(softmax));

        var clipped = new Net(1, 8);
        clipped.Activate("relu", clipped.Head(clipped.Input), Relu);
        Assert.Contains("ends in a linear layer", Refusal(clipped));

        var batch = new Net(2, 8);
        batch.Head(batch.Input);
        Assert.Contains("[2, 8]", Refusal(batch));
    }

    [Fact]
    public void Bits_out_of_range_are_refused()
    {
        var net = new Net(1, 8);
        net.Head(net.Input);
        Assert.ThrowsAny<UserError>(() => net.Plan(new QuantizationSettings { ActivationBits = 9 }));
        Assert.ThrowsAny<UserError>(() => net.Plan(new QuantizationSettings { ResidualBits = 12 }));
        Assert.ThrowsAny<UserError>(() => net.Plan(new QuantizationSettings { WeightBits = 3 }));
    }

    private static string Refusal(Net net) => Assert.ThrowsAny<UserError>(() => net.Plan()).Message;

    private static string[] Requests(QuantizationPlan plan) => [.. plan.Requests.Select(request => $"{request.Value.Name}/{request.Groups}")];

    private static string[] Describe(QuantizationPlan plan) => [.. plan.Steps.Select(step =>
        $"{step.Name}: {step.Input.Name} {step.Input.Type}{step.Input.Shape}"
        + (step.Step is PlannedLinear { Residual: not null } ? $" + {step.Inputs[1].Name}" : string.Empty)
        + $" -> {step.Output.Name} {step.Output.Type}{step.Output.Shape}")];
}
