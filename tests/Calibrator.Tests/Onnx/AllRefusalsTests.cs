using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.Calibrator.Pipeline;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>A model that cannot be compiled is refused once, with everything that stands in the way, by cause.</summary>
public sealed class AllRefusalsTests
{
    [Fact]
    public void Nodes_of_one_cause_are_one_refusal_with_the_shapes_of_the_first()
    {
        var refused = Refused(Chain("Relu", "Sin", "Sin"));
        var sin = Assert.Single(refused.Refusals, refusal => refusal.Cause == "operator Sin is not supported");
        Assert.Equal((2, "[1, 4] -> [1, 4]"), (sin.Count, sin.Example));
        Assert.Equal(["sin1", "sin2"], sin.Nodes);
        Assert.StartsWith("QMlp compiles MLP vision networks", sin.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_counts_and_lists()
    {
        var refused = Refused(Chain("Sin", "Cos", "Sin"));
        Assert.Equal("model.onnx: 3 nodes stand in the way of compiling the model, for 2 causes:", refused.Lines[0]);
        Assert.StartsWith("2 x operator Sin is not supported: 'sin0', 'sin2'; the first: [1, 4] -> [1, 4]; QMlp compiles", refused.Lines[1]);
        Assert.StartsWith("1 x operator Cos is not supported: 'cos1' [1, 4] -> [1, 4]; QMlp compiles", refused.Lines[2]);
        Assert.Equal(string.Join(' ', refused.Lines), refused.Message);
        Assert.Null(refused.End);
    }

    /// <summary>ONNX Runtime infers nothing of a model with an operator that it does not know either.</summary>
    [Fact]
    public void Where_no_shape_is_known_the_list_says_that_it_ends()
    {
        var refused = Refused(Chain("Mystery", "Sin"));
        Assert.Equal("operator Mystery is not supported", Assert.Single(refused.Refusals).Cause);
        Assert.Equal(
            "model.onnx: 3 nodes were not looked at (first 'fc1'), behind nodes that are not understood: what those make has no known shape, or holds no "
                + "floats.",
            refused.End);
    }

    [Fact]
    public void Shapes_that_the_file_states_lead_on()
    {
        var b = Chain("Mystery", "Sin");
        var graph = b.Build().Graph;
        graph.ValueInfo.AddRange(((string[])["mystery0", "sin1"]).Select(name => new ValueInfoProto(graph.Output[0]) { Name = name }));
        var refused = Refused(b);
        Assert.Equal(["mystery0", "sin1"], refused.Refusals.SelectMany(refusal => refusal.Nodes));
        Assert.Null(refused.End);
    }

    /// <summary>Of the sum beside the unknown operator nothing is said: whether it can be quantized depends on that.</summary>
    [Fact]
    public void What_cannot_be_quantized_is_in_the_same_list()
    {
        var b = new OnnxModelBuilder("m", 17);
        var x = b.Node("MatMul", "embed", [b.Input("x", 1, 4), b.RandomFloats("e", 4, 4)]);
        var beside = b.Node("Add", "beside", [b.Node("Sin", "sin", [x]), x]);
        var y = b.Node("Relu", "relu", [b.Node("MatMul", "fc", [beside, b.RandomFloats("w", 4, 4)])]);
        var sum = b.Node("Softmax", "softmax", [b.Node("MatMul", "fc2", [y, b.RandomFloats("w2", 4, 4)])]);
        b.Output(b.Node("MatMul", "head", [sum, b.RandomFloats("h", 4, 3)]), 1, 3);
        Assert.Equal(["sin", "softmax"], Refused(b).Refusals.SelectMany(refusal => refusal.Nodes));
    }

    [Fact]
    public void A_node_that_nothing_reads_stands_in_nobody_s_way()
    {
        var b = Chain("Relu");
        b.Node("Sin", "sin", ["relu0"]);
        Assert.NotEmpty(Load(b).Graph.Nodes);
    }

    [Fact]
    public void A_weight_that_is_not_a_number_is_named_with_the_node_that_reads_it()
    {
        var refused = Assert.Throws<UnsupportedModel>(() => FloatModel.Load(SharedData.Require("models/dialects/r07c_nan_weight.onnx")));
        Assert.Equal(
            "r07c_nan_weight.onnx: operator Gemm (node 'gemm_3') has NaN as element 67 of its constant 'c_1' [16, 32]; the weights are damaged, or the "
                + "training diverged.",
            refused.Message);
    }

    [Theory]
    [InlineData("MatMul", false)]
    [InlineData("Min", true)]
    public void An_infinity_bounds_but_does_not_multiply(string operatorType, bool isRead)
    {
        var b = new OnnxModelBuilder("m", 17);
        var x = b.Node("MatMul", "fc", [b.Input("x", 1, 4), b.RandomFloats("w", 4, 4)]);
        var y = b.Node(operatorType, "y", [x, b.Floats("c", [.. Enumerable.Repeat(float.PositiveInfinity, 16)], 4, 4)]);
        b.Output(b.Node("MatMul", "head", [y, b.RandomFloats("h", 4, 3)]), 1, 3);
        Assert.Equal(!isRead, Refused(b).Message.Contains("Infinity as element 0 of its constant 'c'", StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_in_any_order_are_the_network_in_order()
    {
        FloatGraph unordered = Dialect("r08c_unordered"), sorted = Dialect("r08c_sorted_twin");
        float[] input = [.. Enumerable.Range(0, 16).Select(i => MathF.Sin(i))];
        Assert.Equal(sorted.Nodes.Select(node => node.Name), unordered.Nodes.Select(node => node.Name));
        Assert.Equal(FloatExecutor.Run(sorted, input), FloatExecutor.Run(unordered, input));
    }

    [Fact]
    public void Nodes_that_wait_for_each_other_are_refused_by_name()
    {
        var b = new OnnxModelBuilder("m", 17);
        b.Node("Add", "a", [b.Input("x", 1, 4), "b"]);
        b.Output(b.Node("Relu", "b", ["a"]), 1, 4);
        Assert.Contains("operator Add (node 'a') reads 'b', which nothing before it makes", Refused(b).Message, StringComparison.Ordinal);
    }

    private static FloatGraph Dialect(string name) => FloatModel.Load(SharedData.Require($"models/dialects/{name}.onnx")).Graph;

    /// <summary>Operators with a linear layer behind each; their nodes have the operators' names and their places.</summary>
    private static OnnxModelBuilder Chain(params string[] operators)
    {
        var b = new OnnxModelBuilder("m", 17);
        var x = b.Input("x", 1, 4);
        for (var i = 0; i < operators.Length; i++)
        {
            x = b.Node(operators[i], $"{operators[i].ToLowerInvariant()}{i}", [x]);
            x = b.Node("MatMul", $"fc{i + 1}", [x, b.RandomFloats($"w{i}", 4, 4)]);
        }

        b.Output(x, 1, 4);
        return b;
    }

    private static UnsupportedModel Refused(OnnxModelBuilder builder) => Assert.Throws<UnsupportedModel>(() => Load(builder));

    /// <summary>The file has to stand there while it is read: ONNX Runtime opens it too.</summary>
    private static FloatModel Load(OnnxModelBuilder builder)
    {
        var folder = Directory.CreateTempSubdirectory("qmlp-refusals");
        try
        {
            var path = Path.Combine(folder.FullName, "model.onnx");
            File.WriteAllBytes(path, builder.ToBytes());
            return FloatModel.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
