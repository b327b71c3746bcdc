using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>What cannot be compiled is refused by a sentence that names the file, the operator, the node, the reason and what would work.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void An_unknown_operator()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("LSTM", "y", [b.Input("x", 1, 4)]), 1, 4);
        Assert.Equal(
            "model.onnx: operator LSTM (node 'y') is not supported; QMlp compiles MLP vision networks: linear layers, convolutions, normalizations, "
            + "activation functions, and moves of data between them.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void An_output_of_integers()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("QuantizeLinear", "y", [b.Input("x", 1, 4), b.Scalar("s", 1)]), 1, 4);
        Assert.Equal(
            "model.onnx: the output 'y' holds the integers of a QuantizeLinear; let the model end in float, before it or after a DequantizeLinear.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void A_foreign_domain()
    {
        var b = new OnnxModelBuilder("m", 13).Domain("com.microsoft", 1);
        b.Node("FusedGemm", ["y"], [b.Input("x", 1, 4)], "com.microsoft");
        b.Output("y", 1, 4);
        Assert.Equal(
            "model.onnx: operator FusedGemm (node 'y') belongs to the operator domain 'com.microsoft'; export the model with standard ONNX operators only.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void A_product_of_two_activations()
    {
        var b = new OnnxModelBuilder("m", 13);
        var x = b.Input("x", 1, 4, 4);
        b.Output(b.Node("MatMul", "scores", [x, x]), 1, 4, 4);
        Assert.Equal(
            "model.onnx: operator MatMul (node 'scores') multiplies two activations; attention is not an MLP layer; only products with constant weights are "
                + "compiled.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Arithmetic_that_belongs_to_no_known_function()
    {
        var b = new OnnxModelBuilder("m", 13);
        var x = b.Input("x", 1, 4);
        b.Output(b.Node("Pow", "y", [b.Floats("bases", [1, 2, 3, 4], 4), x]), 1, 4);
        Assert.Equal(
            "model.onnx: operator Pow (node 'y') combines an activation with a constant of shape [4]; sums and products with constants that vary "
                + "along one axis are supported.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Position_embeddings()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("Add", "y", [b.Input("x", 1, 4, 8), b.RandomFloats("pos", 1, 4, 8)]), 1, 4, 8);
        Assert.Equal(
            "model.onnx: operator Add (node 'y') combines an activation with a constant of shape [1, 4, 8]; sums and products with constants that vary "
                + "along one axis are supported.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void A_mean_over_the_samples_of_a_fixed_batch()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("ReduceMean", "y", [b.Input("x", 4, 8)], ("axes", new[] { 0 })), 1, 8);
        Assert.Equal(
            "model.onnx: operator ReduceMean (node 'y') mixes the samples of the model's fixed batch of 4, or may do so; export the model with a batch of 1 "
                + "or a free one.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void A_reshape_that_deals_samples_out_anew()
    {
        var b = new OnnxModelBuilder("m", 13);
        var x = b.Node("Reshape", "r", [b.Input("x", 4, 6), b.Longs("s", [3, 8], 2)]);
        b.Output(x, 3, 8);
        Assert.Equal(
            "model.onnx: operator Reshape (node 'r') mixes the samples of the model's fixed batch of 4, or may do so; export the model with a batch of 1 or "
                + "a free one.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Free_image_sizes()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("Relu", "y", [b.Input("x", 1, 3, -1, 8)]), 1, 3, -1, 8);
        Assert.Equal(
            "model.onnx: axis 2 of input 'x' has no fixed extent; only the batch may be free, so export the model with fixed image sizes.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Several_inputs()
    {
        var b = new OnnxModelBuilder("m", 13);
        b.Output(b.Node("Add", "y", [b.Input("a", 1, 4), b.Input("b", 1, 4)]), 1, 4);
        Assert.Equal("model.onnx: the model has 2 inputs ('a', 'b'); QMlp compiles networks that take one image or vector.", Models.Refusal(b).Message);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(27)]
    public void Opsets_that_are_not_known(int opset)
    {
        var b = new OnnxModelBuilder("m", opset);
        b.Output(b.Node("Relu", "y", [b.Input("x", 1, 4)]), 1, 4);
        Assert.Equal(
            $"model.onnx: the model uses ONNX opset {opset}; QMlp reads opset 7 to 26, so export it again with opset_version=17.", Models.Refusal(b).Message);
    }

    /// <summary>The bounds of the message: import reads them, and ONNX Runtime runs them.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(26)]
    public void Opsets_at_the_bounds_are_read(int opset)
    {
        var b = new OnnxModelBuilder("m", opset);
        b.Output(b.Node("Relu", "y", [b.Node("MatMul", "h", [b.Input("x", 1, 4), b.RandomFloats("w", 4, 4)])]), 1, 4);
        Models.Check(b);
    }

    [Fact]
    public void An_old_softmax_that_means_something_else()
    {
        var b = new OnnxModelBuilder("m", 11);
        b.Output(b.Node("Softmax", "y", [b.Input("x", 1, 4, 8)]), 1, 4, 8);
        Assert.Equal(
            "model.onnx: operator Softmax (node 'y') normalizes several axes at once, as opset 11 means it; export the model again with opset_version=17.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void A_tensor_with_too_few_bytes()
    {
        var b = new OnnxModelBuilder("m", 13);
        var x = b.Input("x", 1, 4);
        b.Floats("w", [1, 2, 3], 4, 5);
        b.Output(b.Node("MatMul", "y", [x, "w"]), 1, 5);
        Assert.Equal(
            "model.onnx: tensor 'w' has shape [4, 5], which takes 80 bytes, but holds 12; the file is damaged or not meant for inference, export it again.",
            Models.Refusal(b).Message);
    }

    [Fact]
    public void Files_that_are_missing_or_no_models()
    {
        Assert.Equal("nowhere.onnx: there is no such file.", Assert.ThrowsAny<UserError>(() => OnnxModel.Load("nowhere.onnx")).Message);
        Assert.Equal(
            "model.onnx: this is not an ONNX model, or the file is damaged.", Assert.ThrowsAny<UserError>(() => Models.Load([0xFF, 0x01, 0x02])).Message);
        Assert.Equal(
            "model.onnx: this is not an ONNX model, or the file is damaged: it holds no graph with an output.",
            Assert.ThrowsAny<UserError>(() => Models.Load([])).Message);
    }
}
