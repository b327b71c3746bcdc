using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Which tensor becomes the output of a model whose last operators change no ranking, or that has several outputs.</summary>
public class OutputChoiceTests
{
    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Softmax", "Log")]
    [InlineData("Softmax", "Identity", "Flatten")]
    [InlineData("Flatten", "Softmax")]
    [InlineData("Sigmoid", "Softmax")]
    public void Operators_that_change_no_ranking_are_left_out(params string[] ending)
    {
        var model = Load(ending);
        Assert.Equal(ending[0] == "Flatten" ? "end0" : "logits", model.OutputName);
        var note = Assert.Single(model.Notes);
        Assert.Contains("changes no ranking", note, StringComparison.Ordinal);
        Assert.Equal("Linear", Assert.Single(Importer.Import(model).Kinds(), kind => kind != "Reshape"));
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Softmax", "Relu")]
    [InlineData("Identity")]
    [InlineData("Log")]
    [InlineData("Sigmoid", "Sqrt")]
    public void Others_stay(params string[] ending)
    {
        var model = Load(ending);
        Assert.Equal($"end{ending.Length - 1}", model.OutputName);
        Assert.Empty(model.Notes);
    }

    [Fact]
    public void A_softmax_over_the_batch_is_no_ending()
    {
        var b = Classifier();
        b.Output(b.Node("Softmax", "y", ["logits"], ("axis", 0)), 1, 6);
        Assert.Equal("y", Models.Load(b.ToBytes()).OutputName);
    }

    /// <summary>What stands directly behind the input belongs to no network; it is read as the operator that it is.</summary>
    [Fact]
    public void A_function_of_the_input_is_no_ending()
    {
        var b = new OnnxModelBuilder("m", 17);
        b.Output(b.Node("Sigmoid", "y", [b.Input("x", 1, 8)]), 1, 8);
        Assert.Equal("y", Models.Load(b.ToBytes()).OutputName);
    }

    [Fact]
    public void The_label_leads_to_the_logits_through_a_list_of_classes()
    {
        var b = Classifier();
        var label = b.Node("ArgMax", "index", ["logits"], ("axis", 1), ("keepdims", 0));
        label = b.Node("Gather", "class", [b.Longs("classes", [10, 11, 12, 13, 14, 15], 6), label]);
        b.Output(label, 1);
        var model = Models.Load(b.ToBytes());
        Assert.Equal("logits", model.OutputName);
        Assert.Contains("ArgMax 'index'", Assert.Single(model.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_one_classifier_are_its_logits()
    {
        var b = Classifier();
        var probabilities = b.Node("Softmax", "p", ["logits"]);
        b.Output(b.Node("ArgMax", "label", [probabilities], ("axis", 1)), 1, 1);
        b.Output(b.Node("Identity", "probabilities", [probabilities]), 1, 6);
        var model = Models.Load(b.ToBytes());
        Assert.Equal("logits", model.OutputName);
        Assert.Equal(
            "the outputs 'label', 'probabilities' belong to one classifier, and its logits 'logits' are the output; left out: ArgMax 'label', Softmax 'p', "
                + "which change no ranking.",
            Assert.Single(model.Notes));
    }

    [Fact]
    public void Several_outputs_have_to_be_chosen_from()
    {
        var bytes = TwoHeads();
        var error = Assert.ThrowsAny<UserError>(() => Models.Load(bytes));
        Assert.Equal(
            "model.onnx: the model has 2 outputs ('logits' [1, 6], 'other' [?, 3]); choose the one to be computed with --output-node NAME, which may name any "
                + "tensor within the model as well.",
            error.Message);

        // What another output needs is not read, whatever it is.
        var chosen = Models.Load(bytes, "logits");
        Assert.Equal(["Linear"], Importer.Import(chosen).Kinds());
        Assert.ThrowsAny<UserError>(() => Importer.Import(Models.Load(bytes, "other")));
    }

    [Fact]
    public void A_tensor_or_a_node_within_the_model_may_be_chosen()
    {
        var bytes = Ending("Relu", "Softmax");
        Assert.Equal("end0", Models.Load(bytes, "end0").OutputName);
        var error = Assert.ThrowsAny<UserError>(() => Models.Load(bytes, "nothing"));
        Assert.Equal(
            "model.onnx: --output-node names 'nothing', and no node has that name or makes a tensor of it; the last tensors of the model are 'end1', 'end0', "
                + "'logits'.",
            error.Message);
    }

    /// <summary>A sigmoid that is asked for is computed; a softmax cannot be.</summary>
    [Theory]
    [InlineData("Sigmoid", "end0")]
    [InlineData("Tanh", "end0")]
    [InlineData("Softmax", "logits")]
    public void An_elementwise_ending_stays_where_it_is_asked_for(string ending, string output) =>
        Assert.Equal(output, Models.Load(Ending(ending), "end0").OutputName);

    private static OnnxModel Load(string[] ending) => Models.Load(Ending(ending));

    private static byte[] Ending(params string[] ending)
    {
        var b = Classifier();
        var x = "logits";
        for (var i = 0; i < ending.Length; i++)
        {
            x = b.Node(ending[i], $"end{i}", [x]);
        }

        b.Output(x, 1, 6);
        return b.ToBytes();
    }

    private static byte[] TwoHeads()
    {
        var b = Classifier();
        b.Output("logits", 1, 6);
        b.Output(b.Node("Foo", "other", ["x"]), -1, 3);
        return b.ToBytes();
    }

    private static OnnxModelBuilder Classifier()
    {
        var b = new OnnxModelBuilder("m", 17);
        b.Node("MatMul", "logits", [b.Input("x", 1, 8), b.RandomFloats("w", 8, 6)]);
        return b;
    }
}
