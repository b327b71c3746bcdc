using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Layer and batch normalization, affine maps and means in the forms of several opsets.</summary>
public sealed class NormalizationDialectTests
{
    [Theory]
    [InlineData(13, "Pow", "Div")]
    [InlineData(13, "Mul", "Div")]
    [InlineData(18, "Pow", "Div")]
    [InlineData(13, "Pow", "Reciprocal")]
    [InlineData(13, "Pow", "Power -0.5")]
    public void Layer_norm_in_pieces(int opset, string square, string division)
    {
        var b = new OnnxModelBuilder("norm", opset);
        var x = b.Input("x", 1, 4, 8);
        string Mean(string output, string input) => opset < 18
            ? b.Node("ReduceMean", output, [input], ("axes", new[] { -1 }))
            : b.Node("ReduceMean", output, [input, output == "mean" ? b.Longs("axes", [-1], 1) : "axes"]);
        var centered = b.Node("Sub", "centered", [x, Mean("mean", x)]);
        var squared = square == "Pow" ? b.Node("Pow", "squared", [centered, b.Scalar("two", 2)]) : b.Node("Mul", "squared", [centered, centered]);
        var radicand = b.Node("Add", "radicand", [Mean("variance", squared), b.Scalar("epsilon", 1e-3f)]);
        var normal = division switch
        {
            "Div" => b.Node("Div", "normal", [centered, b.Node("Sqrt", "deviation", [radicand])]),
            "Reciprocal" => b.Node("Mul", "normal", [centered, b.Node("Reciprocal", "factor", [b.Node("Sqrt", "deviation", [radicand])])]),
            _ => b.Node("Mul", "normal", [b.Node("Pow", "factor", [radicand, b.Scalar("exponent", -0.5f)]), centered]),
        };
        var scaled = b.Node("Mul", "scaled", [normal, b.RandomFloats("blocks.0.norm.weight", 8)]);
        b.Output(b.Node("Add", "y", [scaled, b.RandomFloats("blocks.0.norm.bias", 8)]), 1, 4, 8);
        var norm = Assert.IsType<LayerNormNode>(Assert.Single(Models.Check(b).Nodes));
        Assert.Equal(1e-3f, norm.Epsilon);
    }

    [Fact]
    public void Layer_norm_operator_over_one_and_over_two_axes()
    {
        var b = new OnnxModelBuilder("norm", 17);
        var x = b.Node("LayerNormalization", "one", [b.Input("x", 1, 4, 8), b.RandomFloats("n1.weight", 8)], ("epsilon", 1e-6f));
        b.Output(b.Node("LayerNormalization", "y", [x, b.RandomFloats("n2.weight", 4, 8), b.RandomFloats("n2.bias", 4, 8)], ("axis", 1)), 1, 4, 8);
        var graph = Models.Check(b);
        Assert.Equal(["LayerNorm", "Reshape", "LayerNorm", "Reshape"], graph.Kinds());
        Assert.Equal(["n1", "n2"], graph.Nodes.OfType<LayerNormNode>().Select(node => node.Name));
    }

    [Fact]
    public void Batch_norm_after_a_convolution_is_folded_and_before_one_it_is_an_affine()
    {
        var b = new OnnxModelBuilder("bn", 15);
        string Bn(string input, string name, int channels)
        {
            var random = Models.Random(3, channels);
            return b.Node("BatchNormalization", name,
            [
                input, b.RandomFloats(name + ".weight", channels), b.RandomFloats(name + ".bias", channels), b.RandomFloats(name + ".mean", channels),
                b.Floats(name + ".var", [.. random.Select(value => MathF.Abs(value) + 0.1f)], channels),
            ], ("epsilon", 1e-5f));
        }

        var x = Bn(b.Input("x", 1, 3, 6, 6), "first", 3);
        x = b.Node("Conv", "conv", [x, b.RandomFloats("conv.weight", 5, 3, 3, 3), b.RandomFloats("conv.bias", 5)], ("pads", new[] { 1, 1, 1, 1 }));
        b.Output(Bn(x, "second", 5), 1, 5, 6, 6);
        Assert.Equal(["Transpose", "Affine", "Transpose", "Conv"], Models.Check(b).Kinds());
    }

    [Fact]
    public void Affine_in_any_order_is_one_affine_and_scalars_go_into_the_linear_layer_that_follows()
    {
        var b = new OnnxModelBuilder("affine", 13);
        var x = b.Node("Mul", "m", [b.RandomFloats("norm1.alpha", 1, 1, 8), b.Input("x", 1, 4, 8)]);
        x = b.Node("Mul", "m1", [x, b.Floats("one", [1f], 1)]);
        x = b.Node("Add", "a", [b.RandomFloats("norm1.beta", 1, 1, 8), x]);
        x = b.Node("Relu", "relu", [x]);
        x = b.Node("Div", "d", [b.Node("Sub", "s", [x, b.Scalar("offset", 0.25f)]), b.Scalar("divisor", 3)]);
        x = b.Node("MatMul", "mm", [x, b.RandomFloats("w", 8, 5)]);
        b.Output(b.Node("Sub", "y", [x, b.RandomFloats("fc.bias", 5)]), 1, 4, 5);
        Assert.Equal(["Affine", "Activation", "Linear"], Models.Check(b).Kinds());
    }

    [Fact]
    public void An_affine_before_the_mean_moves_behind_it()
    {
        var b = new OnnxModelBuilder("mean", 13);
        var x = b.Node("Mul", "m", [b.Input("x", 1, 4, 8), b.RandomFloats("norm.alpha", 1, 1, 8)]);
        x = b.Node("Add", "a", [x, b.RandomFloats("norm.beta", 1, 1, 8)]);
        x = b.Node("ReduceMean", "mean", [x], ("axes", new[] { 1 }), ("keepdims", 0));
        b.Output(b.Node("Gemm", "y", [x, b.RandomFloats("head.weight", 3, 8), b.RandomFloats("head.bias", 3)], ("transB", 1)), 1, 3);
        Assert.Equal(["Mean", "Affine", "Linear"], Models.Check(b).Kinds());
    }

    [Theory]
    [InlineData(13, new[] { 2, 3 }, 1)]
    [InlineData(13, new[] { 2, 3 }, 0)]
    [InlineData(18, new[] { 1, 3 }, 0)]
    [InlineData(18, new[] { -1 }, 1)]
    public void Means_and_sums_over_several_axes(int opset, int[] axes, int keep)
    {
        var b = new OnnxModelBuilder("reduce", opset);
        var x = b.Input("x", 1, 3, 4, 5);
        var y = opset < 18
            ? b.Node("ReduceMean", "y", [x], ("axes", axes), ("keepdims", keep))
            : b.Node("ReduceMean", "y", [x, b.Longs("axes", [.. axes.Select(axis => (long)axis)], axes.Length)], ("keepdims", keep));
        var z = b.Node(
            "ReduceSum", "z", [b.Node("Relu", "r", [x]), b.Longs("sum_axes", [.. axes.Select(axis => (long)axis)], axes.Length)], ("keepdims", keep));
        b.Output(b.Node("Add", "both", [y, z]), [.. Reduced(axes, keep)]);
        Models.Check(b);
    }

    [Fact]
    public void Global_average_pool_and_flatten()
    {
        var b = new OnnxModelBuilder("pool", 13);
        var x = b.Node("GlobalAveragePool", "pool", [b.Input("x", 1, 3, 4, 5)]);
        b.Output(b.Node("Flatten", "y", [x]), 1, 3);
        Assert.Equal(["Reshape", "Mean"], Models.Check(b).Kinds());
    }

    private static IEnumerable<int> Reduced(int[] axes, int keep)
    {
        int[] dims = [1, 3, 4, 5];
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (!axes.Contains(axis) && !axes.Contains(axis - dims.Length))
            {
                yield return dims[axis];
            }
            else if (keep == 1)
            {
                yield return 1;
            }
        }
    }
}
