using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>
/// Products with one matrix for each group of channels, in the spellings of exporters: one layer with groups, and no trace of the order in which the original
/// model keeps its channels.
/// </summary>
public sealed class StackedMixingTests
{
    private const int Tokens = 5, Groups = 3, Width = 4, Channels = Groups * Width;

    [Fact]
    public void Contiguous_groups_with_matrices_on_the_right()
    {
        var b = new OnnxModelBuilder("right", 13);
        var x = b.Node("Transpose", "t", [b.Input("x", 1, Tokens, Channels)], ("perm", new[] { 0, 2, 1 }));
        x = b.Node("Reshape", "split", [x, b.Longs("groups", [1, Groups, Width, Tokens], 4)]);
        x = b.Node("MatMul", "product", [x, b.RandomFloats("w", Groups, Tokens, Tokens)]);
        x = b.Node("Reshape", "merge", [x, b.Longs("channels", [1, Channels, Tokens], 3)]);
        b.Output(b.Node("Transpose", "y", [x], ("perm", new[] { 0, 2, 1 })), 1, Tokens, Channels);
        AssertOneLayer(Models.Check(b));
    }

    [Fact]
    public void Contiguous_groups_with_matrices_on_the_left()
    {
        var b = new OnnxModelBuilder("left", 13);
        var x = b.Node("Reshape", "split", [b.Input("x", 1, Tokens, Channels), b.Longs("groups", [1, Tokens, Groups, Width], 4)]);
        x = b.Node("Transpose", "t", [x], ("perm", new[] { 0, 2, 1, 3 }));
        x = b.Node("MatMul", "product", [b.RandomFloats("w", Groups, 7, Tokens), x]);
        x = b.Node("Transpose", "back", [x], ("perm", new[] { 0, 2, 1, 3 }));
        b.Output(b.Node("Reshape", "y", [x, b.Longs("channels", [1, 7, Channels], 3)]), 1, 7, Channels);
        AssertOneLayer(Models.Check(b));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_layers_for_each_group_have_no_moves_between_them(bool interleaved)
    {
        var b = new OnnxModelBuilder("two", 13);
        var stream = b.Node("MatMul", "stem", [b.Input("x", 1, Tokens, 7), b.RandomFloats("stem.w", 7, Channels)]);
        int[] parts = interleaved ? [1, Tokens, Width, Groups] : [1, Tokens, Groups, Width], groupsFirst = interleaved ? [0, 3, 2, 1] : [0, 2, 3, 1];
        var x = b.Node("Reshape", "split", [stream, b.Longs("parts", [.. parts.Select(part => (long)part)], 4)]);
        x = b.Node("Transpose", "in", [x], ("perm", groupsFirst));
        x = b.Node("Relu", "act", [b.Node("MatMul", "first", [x, b.RandomFloats("w1", Groups, Tokens, 6)])]);
        x = b.Node("MatMul", "second", [x, b.RandomFloats("w2", Groups, 6, Tokens)]);
        x = b.Node("Transpose", "out", [x], ("perm", interleaved ? groupsFirst : [0, 3, 1, 2]));
        x = b.Node("Add", "sum", [stream, b.Node("Reshape", "merge", [x, b.Longs("whole", [1, Tokens, Channels], 3)])]);
        b.Output(b.Node("MatMul", "y", [x, b.RandomFloats("head", Channels, 4)]), 1, Tokens, 4);
        Assert.Equal(["Linear", "Linear", "Activation", "Linear", "Add", "Linear"], Models.Check(b).Kinds());
    }

    /// <summary>A circulant matrix made of its first row: row n is a window of the row written twice.</summary>
    [Fact]
    public void Circulant_matrices_are_made_of_constants_at_import()
    {
        var b = new OnnxModelBuilder("circulant", 13);
        var row = b.RandomFloats("row", Groups, 1, Tokens);
        var twice = b.Node("Concat", "twice", [row, row], ("axis", 2));
        string[] windows =
        [
            .. Enumerable.Range(0, Tokens).Select(n => b.Node(
                "Slice", $"window{n}", [twice, b.Longs($"start{n}", [n], 1), b.Longs($"end{n}", [n + Tokens], 1), b.Longs($"axis{n}", [2], 1)])),
        ];
        var matrices = b.Node("Concat", "matrices", windows, ("axis", 1));
        var x = b.Node("Transpose", "t", [b.Input("x", 1, Tokens, Channels)], ("perm", new[] { 0, 2, 1 }));
        x = b.Node("Reshape", "split", [x, b.Longs("groups", [1, Groups, Width, Tokens], 4)]);
        x = b.Node("MatMul", "product", [x, matrices]);
        x = b.Node("Reshape", "merge", [x, b.Longs("channels", [1, Channels, Tokens], 3)]);
        b.Output(b.Node("Transpose", "y", [x], ("perm", new[] { 0, 2, 1 })), 1, Tokens, Channels);
        AssertOneLayer(Models.Check(b));
    }

    /// <summary>Everything that stands on a residual stream: the stem, a norm, an affine map, both mixings, a mean and the head.</summary>
    [Fact]
    public void Interleaved_groups_relabel_the_residual_stream()
    {
        var b = new OnnxModelBuilder("interleaved", 17);
        var stream = b.Node("MatMul", "stem", [b.Input("x", 1, Tokens, 7), b.RandomFloats("stem.w", 7, Channels)]);
        stream = b.Node("Add", "stem.bias", [stream, b.RandomFloats("stem.b", Channels)]);
        var x = b.Node("LayerNormalization", "norm", [stream, b.RandomFloats("gain", Channels), b.RandomFloats("shift", Channels)], ("axis", -1));
        x = b.Node("Mul", "scaled", [Interleaved(b, "mix", x, Groups), b.RandomFloats("scale", Channels)]);
        stream = b.Node("Add", "sum", [stream, x]);
        x = b.Node("Add", "moved", [b.Node("Mul", "affine", [stream, b.RandomFloats("alpha", Channels)]), b.RandomFloats("beta", Channels)]);
        x = b.Node("Relu", "act", [b.Node("MatMul", "fc1", [x, b.RandomFloats("fc1.w", Channels, 6)])]);
        stream = b.Node("Add", "sum2", [b.Node("MatMul", "fc2", [x, b.RandomFloats("fc2.w", 6, Channels)]), stream]);
        x = b.Node("ReduceMean", "mean", [stream], ("axes", new[] { 1 }), ("keepdims", 0));
        b.Output(b.Node("MatMul", "y", [x, b.RandomFloats("head", Channels, 4)]), 1, 4);
        var graph = Models.Check(b);
        Assert.Equal(["Linear", "LayerNorm", "Linear", "Add", "Affine", "Linear", "Activation", "Linear", "Add", "Mean", "Linear"], graph.Kinds());
        Assert.Equal(Groups, ((LinearNode)graph.Nodes[2]).Groups.Count);
        Assert.All(graph.Nodes, node => Assert.NotNull(node.Output.Origin));
    }

    [Fact]
    public void A_stream_that_is_wanted_in_two_orders_keeps_its_own()
    {
        var b = new OnnxModelBuilder("orders", 13);
        var stream = b.Node("MatMul", "stem", [b.Input("x", 1, Tokens, 7), b.RandomFloats("stem.w", 7, Channels)]);
        stream = b.Node("Add", "sum", [stream, Interleaved(b, "one", stream, Groups)]);
        stream = b.Node("Add", "sum2", [stream, Interleaved(b, "two", stream, Width)]);
        b.Output(b.Node("MatMul", "y", [stream, b.RandomFloats("head", Channels, 4)]), 1, Tokens, 4);
        Assert.Equal(4, Models.Check(b).Nodes.OfType<TransposeNode>().Count());
    }

    [Fact]
    public void The_networks_output_keeps_its_order()
    {
        var b = new OnnxModelBuilder("output", 13);
        var stream = b.Node("MatMul", "stem", [b.Input("x", 1, Tokens, 7), b.RandomFloats("stem.w", 7, Channels)]);
        b.Output(Interleaved(b, "mix", stream, Groups), 1, Tokens, Channels);
        // On the way in, the stem's rows take the order; on the way out, nothing can.
        Assert.Equal(["Linear", "Linear", "Reshape", "Transpose", "Reshape"], Models.Check(b).Kinds());
    }

    [Fact]
    public void A_shuffle_between_two_products_is_an_order_of_weights()
    {
        var b = new OnnxModelBuilder("shuffle", 13);
        var x = b.Node("MatMul", "first", [b.Input("x", 1, Tokens, 7), b.RandomFloats("w", 7, Channels)]);
        x = b.Node("Reshape", "split", [x, b.Longs("parts", [1, Tokens, Width, Groups], 4)]);
        x = b.Node("Transpose", "shuffled", [x], ("perm", new[] { 0, 1, 3, 2 }));
        x = b.Node("Reshape", "merge", [x, b.Longs("whole", [1, Tokens, Channels], 3)]);
        b.Output(b.Node("MatMul", "y", [b.Node("Relu", "act", [x]), b.RandomFloats("v", Channels, 4)]), 1, Tokens, 4);
        Assert.Equal(["Linear", "Activation", "Linear"], Models.Check(b).Kinds());
    }

    /// <summary>Channel c belongs to group c mod <paramref name="groups"/>.</summary>
    private static string Interleaved(OnnxModelBuilder b, string name, string x, int groups)
    {
        x = b.Node("Reshape", name + ".split", [x, b.Longs(name + ".parts", [1, Tokens, Channels / groups, groups], 4)]);
        x = b.Node("Transpose", name + ".in", [x], ("perm", new[] { 0, 3, 2, 1 }));
        x = b.Node("MatMul", name + ".product", [x, b.RandomFloats(name + ".w", groups, Tokens, Tokens)]);
        x = b.Node("Transpose", name + ".out", [x], ("perm", new[] { 0, 3, 2, 1 }));
        return b.Node("Reshape", name + ".merge", [x, b.Longs(name + ".whole", [1, Tokens, Channels], 3)]);
    }

    /// <summary>Weights that the file holds as integers are reordered with the real values that they stand for.</summary>
    [Fact]
    public void Quantized_weights_take_the_order()
    {
        var b = new OnnxModelBuilder("integers", 13);
        var x = b.Node("MatMul", "first", [b.Input("x", 1, Tokens, 7), Weights("w", 7, Channels)]);
        x = b.Node("Reshape", "split", [x, b.Longs("parts", [1, Tokens, Width, Groups], 4)]);
        x = b.Node("Transpose", "shuffled", [x], ("perm", new[] { 0, 1, 3, 2 }));
        x = b.Node("Reshape", "merge", [x, b.Longs("whole", [1, Tokens, Channels], 3)]);
        b.Output(b.Node("MatMul", "y", [b.Node("Relu", "act", [x]), Weights("v", Channels, 4)]), 1, Tokens, 4);
        var layers = Models.Check(b).Nodes.OfType<LinearNode>().Select(layer => layer.Groups[0]).ToList();
        Assert.Equal(2, layers.Count);
        Assert.All(layers, layer =>
        {
            var integers = layer.Integers!;
            Assert.Equal(layer.Weights, integers.Values.Select((value, i) => value * integers.Scales[i / layer.Depth]));
        });

        string Weights(string name, int inputs, int outputs) => b.Dequantized(
            name, Qdq.Random(outputs, inputs * outputs, -127, 127), [inputs, outputs],
            [.. Enumerable.Range(1, outputs).Select(n => n / 64f)], new int[outputs], 1);
    }

    private static void AssertOneLayer(FloatGraph graph)
    {
        var layer = Assert.IsType<LinearNode>(Assert.Single(graph.Nodes));
        Assert.Equal(Groups, layer.Groups.Count);
        Assert.All(layer.Groups, group => Assert.Equal(Width, group.Columns));
    }
}
