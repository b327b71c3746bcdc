using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Names in models come from anywhere.</summary>
public sealed class NameTests
{
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\u202e";

    [Fact]
    public void Commands_to_a_terminal_are_made_visible_in_names_and_sentences()
    {
        var b = new OnnxModelBuilder("m", 17);
        var hidden = b.Node("MatMul", Hostile + "1", [b.Input(Hostile, 1, 4), b.RandomFloats("w", 4, 4)]);
        b.Output(b.Node("Relu", Hostile + "2", [hidden]), 1, 4);
        var graph = Models.Check(b);
        var names = graph.Nodes.Select(node => node.Name).Concat(graph.Nodes.Select(node => node.Output.Name)).Append(graph.Input.Name);

        Assert.All(names, name => Assert.DoesNotContain(name, letter => char.IsControl(letter) || letter == '\u202e'));
        Assert.Contains(names, name => name.Contains(@"\u001b[2J\u001b]0;owned\u0007\u202e", StringComparison.Ordinal));

        var refused = new OnnxModelBuilder("m", 17);
        var unknown = refused.Node("Foo", Hostile + "1", [refused.Input(Hostile, 1, 4)]);
        refused.Output(refused.Node(Hostile, Hostile + "2", [unknown]), 1, 4);
        var refusal = Assert.IsType<UnsupportedModel>(Models.Refusal(refused));
        Assert.All(
            [refusal.Message, .. refusal.Lines, .. refusal.Refusals.Select(found => found.ToString())], text => Assert.DoesNotContain(text, char.IsControl));
    }

    [Fact]
    public void Names_longer_than_a_model_file_takes_are_cut_and_stay_apart()
    {
        var b = new OnnxModelBuilder("m", 17);
        var name = new string('n', 5000);
        var hidden = b.Node("MatMul", name + "1", [b.Input("x", 1, 4), b.RandomFloats("w", 4, 4)]);
        b.Output(b.Node("MatMul", name + "2", [hidden, b.RandomFloats("v", 4, 4)]), 1, 4);
        var nodes = Models.Check(b).Nodes;

        Assert.Equal(2, nodes.Count);
        Assert.All(nodes, node => Assert.InRange(node.Name.Length, 1, 600));
        Assert.NotEqual(nodes[0].Name, nodes[1].Name);
    }
}
