using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Linear layers, convolutions and token mixing as exporters write them.</summary>
public sealed class LinearDialectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bias_first_or_second_is_the_bias_of_the_layer(bool first)
    {
        var b = new OnnxModelBuilder("linear", 17);
        var product = b.Node("MatMul", "/blocks/blocks.0/fc1/MatMul", [b.Input("x", 1, 4, 8), b.RandomFloats("onnx::MatMul_7", 8, 5)]);
        var bias = b.RandomFloats("blocks.0.fc1.bias", 5);
        b.Output(b.Node("Add", "/blocks/blocks.0/fc1/Add", first ? [bias, product] : [product, bias]), 1, 4, 5);
        var linear = Assert.IsType<LinearNode>(Assert.Single(Models.Check(b).Nodes));
        Assert.Equal(("blocks.0.fc1", 2), (linear.Name, linear.Axis));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void Gemm_with_factors_and_transposes(int transA, int transB)
    {
        var b = new OnnxModelBuilder("gemm", 13);
        var x = b.Input("x", 1, 6);
        if (transA == 1)
        {
            x = b.Node("Transpose", "turned", [x], ("perm", new[] { 1, 0 }));
        }

        var w = transB == 1 ? b.RandomFloats("w", 4, 6) : b.RandomFloats("w", 6, 4);
        b.Output(b.Node("Gemm", "y", [x, w, b.RandomFloats("c", 4)], ("alpha", 0.5f), ("beta", 2f), ("transA", transA), ("transB", transB)), 1, 4);
        Assert.Equal(["Linear"], Models.Check(b).Kinds());
    }

    [Fact]
    public void A_patch_embedding_is_patches_and_a_linear_layer()
    {
        var b = new OnnxModelBuilder("patches", 13);
        var x = b.Node(
            "Conv", "c", [b.Input("x", 1, 3, 8, 12), b.RandomFloats("stem.weight", 5, 3, 4, 4), b.RandomFloats("stem.bias", 5)], ("strides", new[] { 4, 4 }));
        x = b.Node("Reshape", "r", [x, b.Longs("shape", [0, 5, -1], 3)]);
        b.Output(b.Node("Transpose", "y", [x], ("perm", new[] { 0, 2, 1 })), 1, 6, 5);
        var graph = Models.Check(b);
        Assert.Equal(["Patches", "Linear"], graph.Kinds());
        Assert.Equal(["stem.patches", "stem"], graph.Nodes.Select(node => node.Name));
        Assert.NotNull(graph.Output.Origin);
    }

    [Theory]
    [InlineData(1, "NOTSET")]
    [InlineData(2, "NOTSET")]
    [InlineData(1, "SAME_UPPER")]
    [InlineData(1, "SAME_LOWER")]
    public void Other_convolutions_stay(int groups, string autoPad)
    {
        var b = new OnnxModelBuilder("conv", 13);
        var x = b.Input("x", 1, 4, 7, 6);
        var w = b.RandomFloats("w", 6, 4 / groups, 3, 2);
        var y = autoPad == "NOTSET"
            ? b.Node("Conv", "y", [x, w], ("pads", new[] { 1, 0, 2, 1 }), ("strides", new[] { 2, 1 }), ("dilations", new[] { 1, 2 }), ("group", groups))
            : b.Node("Conv", "y", [x, w], ("auto_pad", autoPad), ("strides", new[] { 2, 2 }), ("group", groups));
        b.Output(y, autoPad == "NOTSET" ? [1, 6, 4, 5] : [1, 6, 4, 3]);
        Assert.Equal(["Conv"], Models.Check(b).Kinds());
    }

    [Fact]
    public void Convolutions_over_one_axis()
    {
        var b = new OnnxModelBuilder("conv1d", 13);
        var x = b.Node("Conv", "wide", [b.Input("x", 1, 4, 7), b.RandomFloats("w", 6, 4, 3), b.RandomFloats("c", 6)], ("pads", new[] { 1, 1 }));
        b.Output(b.Node("Conv", "y", [x, b.RandomFloats("v", 5, 6, 1)]), 1, 5, 7);
        Models.Check(b);
    }

    [Theory]
    [InlineData("transposed")]
    [InlineData("weights on the left")]
    public void Token_mixing_in_place_with_its_layer_scale(string form)
    {
        var b = new OnnxModelBuilder("tokens", 17);
        var x = b.Input("x", 1, 6, 8);
        string mixed;
        if (form == "transposed")
        {
            mixed = b.Node("Transpose", "t", [x], ("perm", new[] { 0, 2, 1 }));
            mixed = b.Node("Add", "a", [b.Node("MatMul", "mm", [mixed, b.RandomFloats("w", 6, 6)]), b.RandomFloats("tok.bias", 6)]);
            mixed = b.Node("Transpose", "t2", [mixed], ("perm", new[] { 0, 2, 1 }));
        }
        else
        {
            mixed = b.Node("Add", "a", [b.Node("MatMul", "mm", [b.RandomFloats("w", 6, 6), x]), b.RandomFloats("tok.bias", 6, 1)]);
        }

        mixed = b.Node("Mul", "scaled", [b.RandomFloats("ls1", 8), mixed]);
        b.Output(b.Node("Add", "y", [x, mixed]), 1, 6, 8);
        var graph = Models.Check(b);
        Assert.Equal(["Linear", "Add"], graph.Kinds());
        var linear = (LinearNode)graph.Nodes[0];
        Assert.Equal(1, linear.Axis);
        Assert.Equal(8, linear.Groups[0].ColumnScale!.Length);
        Assert.All(new[] { linear.Output, graph.Output }, value => Assert.NotNull(value.Origin));
    }

    [Fact]
    public void A_layer_scale_after_channel_mixing_goes_into_the_rows()
    {
        var b = new OnnxModelBuilder("channels", 17);
        var x = b.Node("MatMul", "mm", [b.Input("x", 1, 6, 8), b.RandomFloats("w", 8, 8)]);
        x = b.Node("Add", "a", [x, b.RandomFloats("fc2.bias", 8)]);
        b.Output(b.Node("Mul", "y", [b.RandomFloats("ls2", 8), x]), 1, 6, 8);
        var linear = Assert.IsType<LinearNode>(Assert.Single(Models.Check(b).Nodes));
        Assert.Null(linear.Groups[0].ColumnScale);
    }

    [Theory]
    [InlineData(13, "Split")]
    [InlineData(18, "Split by num_outputs")]
    [InlineData(13, "Slice")]
    public void Multiple_token_mixing_MLPs_become_grouped_layers(int opset, string cut)
    {
        var b = new OnnxModelBuilder("groups", opset);
        var x = b.Node("Transpose", "t", [b.Input("x", 1, 6, 8)], ("perm", new[] { 0, 2, 1 }));
        string[] parts = ["p0", "p1"];
        switch (cut)
        {
            case "Split":
                b.Node("Split", parts, [x, b.Longs("sizes", [4, 4], 2)], "", ("axis", 1));
                break;
            case "Split by num_outputs":
                b.Node("Split", parts, [x], "", ("axis", 1), ("num_outputs", 2));
                break;
            default:
                b.Longs("axis", [1], 1);
                b.Node("Slice", "p0", [x, b.Longs("s0", [0], 1), b.Longs("e0", [4], 1), "axis"]);
                b.Node("Slice", "p1", [x, b.Longs("s1", [4], 1), b.Longs("e1", [long.MaxValue], 1), "axis"]);
                break;
        }

        for (var g = 0; g < 2; g++)
        {
            var y = b.Node("MatMul", $"/tok/mlps.{g}/fc1/MatMul", [parts[g], b.RandomFloats($"w{g}", 6, 5)]);
            y = b.Node("Add", $"/tok/mlps.{g}/fc1/Add", [y, b.RandomFloats($"tok.mlps.{g}.fc1.bias", 5)]);
            y = b.Node("Clip", $"/tok/mlps.{g}/act/Clip", [y, b.Scalar($"low{g}", 0), b.Scalar($"alpha{g}", 1 + (g * 0.5f))]);
            parts[g] = b.Node("MatMul", $"/tok/mlps.{g}/fc2/MatMul", [y, b.RandomFloats($"v{g}", 5, 6)]);
        }

        x = b.Node("Concat", "joined", parts, ("axis", 1));
        b.Output(b.Node("Transpose", "y", [x], ("perm", new[] { 0, 2, 1 })), 1, 6, 8);
        var graph = Models.Check(b);
        Assert.Equal(["Linear", "Activation", "Linear"], graph.Kinds());
        Assert.Equal(["tok.mlps.fc1", "tok.mlps.act", "tok.mlps.fc2"], graph.Nodes.Select(node => node.Name));
        Assert.All(graph.Nodes.OfType<LinearNode>(), linear => Assert.Equal((1, 2, 4), (linear.Axis, linear.Groups.Count, linear.Groups[1].Columns)));
        Assert.Equal([new ClipFunction(0, 1), new ClipFunction(0, 1.5f)], ((ActivationNode)graph.Nodes[1]).Functions);
        Assert.Equal(2, graph.Nodes[0].Output.Origin!.Tensors.Count);
    }

    [Fact]
    public void A_stack_of_matrices_mixes_each_slice_with_its_own()
    {
        var b = new OnnxModelBuilder("stack", 13);
        b.Output(b.Node("MatMul", "y", [b.Input("x", 1, 3, 4, 6), b.RandomFloats("w", 3, 6, 5)]), 1, 3, 4, 5);
        Models.Check(b);
    }
}
