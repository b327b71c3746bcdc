using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Reshapes, selections, free and fixed batches, and what disappears.</summary>
public sealed class ShapeDialectTests
{
    [Fact]
    public void Operators_that_change_nothing_disappear()
    {
        var b = new OnnxModelBuilder("nothing", 13);
        var x = b.Node("Identity", "i", [b.Input("x", 1, 4, 8)]);
        x = b.Node("Dropout", "d", [x, b.Scalar("ratio", 0.5f)]);
        x = b.Node("Mul", "m", [x, b.Floats("one", [1f], 1)]);
        x = b.Node("Div", "q", [x, b.Scalar("unit", 1)]);
        x = b.Node("Concat", "c", [x], ("axis", 2));
        x = b.Node("Reshape", "r", [x, b.Longs("same", [0, 4, -1], 3)]);
        x = b.Node("Cast", "k", [x], ("to", 1));
        x = b.Node("Transpose", "t", [b.Node("Transpose", "t0", [x], ("perm", new[] { 2, 0, 1 }))], ("perm", new[] { 1, 2, 0 }));
        b.Output(b.Node("Relu", "y", [x]), 1, 4, 8);
        Assert.Equal(["Activation"], Models.Check(b).Kinds());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Shape_arithmetic_of_a_batch_is_folded(int batch)
    {
        var b = new OnnxModelBuilder("chain", 13);
        var x = b.Input("x", batch, 3, 4, 4);
        var shape = b.Node("Shape", "shape", [x]);
        var zero = b.Longs("zero", [0], 1);
        var n = b.Node("Gather", "n", [shape, b.Longs("first", [0])], ("axis", 0));
        var c = b.Node("Slice", "c", [shape, b.Longs("one", [1], 1), b.Longs("two", [2], 1), zero]);
        var sum = b.Node("Div", "half", [b.Node("Mul", "twice", [c, b.Longs("factor", [2], 1)]), "factor"]);
        var target = b.Node("Concat", "target", [b.Node("Unsqueeze", "n1", [n, "zero"]), sum, b.Longs("rest", [-1], 1)], ("axis", 0));
        x = b.Node("Reshape", "r", [x, target]);
        b.Output(b.Node("Relu", "y", [x]), batch, 3, 16);
        var graph = Models.Check(b);
        Assert.Equal(new Shape(1, 3, 16), graph.Output.Shape);
    }

    [Fact]
    public void A_fixed_batch_is_read_as_one_sample()
    {
        var b = new OnnxModelBuilder("batch", 13);
        var x = b.Node("Conv", "c", [b.Input("x", 4, 3, 8, 8), b.RandomFloats("w", 5, 3, 4, 4)], ("strides", new[] { 4, 4 }));
        x = b.Node("Reshape", "r", [x, b.Longs("shape", [4, 5, 4], 3)]);
        x = b.Node("Transpose", "t", [x], ("perm", new[] { 0, 2, 1 }));
        // As exporters around Gemm do: samples and tokens become the rows of one matrix.
        x = b.Node("Reshape", "rows", [x, b.Longs("matrix", [16, 5], 2)]);
        x = b.Node("Gemm", "g", [x, b.RandomFloats("v", 5, 6), b.RandomFloats("d", 6)]);
        x = b.Node("Reshape", "tokens", [x, b.Longs("back", [4, 4, 6], 3)]);
        x = b.Node("ReduceMean", "m", [x], ("axes", new[] { 1 }), ("keepdims", 0));
        b.Output(b.Node("Relu", "y", [x]), 4, 6);
        Assert.Equal(["Patches", "Linear", "Linear", "Mean", "Activation"], Models.Check(b).Kinds());
    }

    [Fact]
    public void Squeeze_unsqueeze_flatten_and_gather()
    {
        var b = new OnnxModelBuilder("shapes", 13);
        var x = b.Node("Unsqueeze", "u", [b.Input("x", 1, 6, 8), b.Longs("two", [2], 1)]);
        x = b.Node("Relu", "a", [x]);
        x = b.Node("Squeeze", "s", [x, "two"]);
        x = b.Node("Gather", "g", [x, b.Longs("index", [-2])], ("axis", 1));
        x = b.Node("Gather", "h", [x, b.Longs("list", [3, 4, 0, 1], 4)], ("axis", 1));
        b.Output(b.Node("Flatten", "y", [x], ("axis", 1)), 1, 4);
        Models.Check(b);
    }

    [Fact]
    public void A_circular_pad_joins_the_ends()
    {
        var b = new OnnxModelBuilder("wrap", 19);
        b.Output(b.Node("Pad", "y", [b.Input("x", 1, 2, 4, 5), b.Longs("pads", [0, 0, 1, 0, 0, 0, 2, 3], 8)], ("mode", "wrap")), 1, 2, 7, 8);
        Models.Check(b);
    }

    [Fact]
    public void Opset_21_is_read()
    {
        var b = new OnnxModelBuilder("newest", 21);
        var x = b.Node("LayerNormalization", "n", [b.Input("x", -1, 4, 8), b.RandomFloats("norm.weight", 8), b.RandomFloats("norm.bias", 8)]);
        x = b.Node("MatMul", "m", [x, b.RandomFloats("w", 8, 8)]);
        x = b.Node("Gelu", "g", [x]);
        x = b.Node("ReduceMean", "mean", [x, b.Longs("axes", [1], 1)], ("keepdims", 0));
        x = b.Node("Softmax", "s", [x]);
        b.Output(b.Node("MatMul", "y", [x, b.RandomFloats("v", 8, 8)]), -1, 8);
        Assert.Equal(["LayerNorm", "Linear", "Activation", "Mean", "Softmax", "Linear"], Models.Check(b).Kinds());
    }

    [Fact]
    public void Elementwise_products_of_two_activations_stay()
    {
        var b = new OnnxModelBuilder("gate", 13);
        b.Node("Split", ["u", "v"], [b.Input("x", 1, 4, 8)], "", ("axis", 2));
        b.Output(b.Node("Mul", "y", ["u", "v"]), 1, 4, 4);
        Assert.Equal(["Slice", "Slice", "Multiply"], Models.Check(b).Kinds());
    }
}
