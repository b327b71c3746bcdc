using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Tests.Planning;

namespace QMlp.Calibrator.Tests.Graph;

/// <summary>Who makes a value and who reads it.</summary>
public class GraphUsesTests
{
    [Fact]
    public void A_value_has_its_maker_its_readers_and_its_position()
    {
        var net = new Net(1, 6, 8);
        var left = net.Linear("left", net.Input, 2, 8);
        var right = net.Norm("right", net.Input);
        var sum = net.Sum("sum", left, right);
        var graph = net.Graph;
        Assert.Null(graph.Maker(net.Input));
        Assert.Equal(-1, graph.Position(net.Input));
        Assert.Same(graph.Nodes[1], graph.Maker(right));
        Assert.Equal(2, graph.Position(sum));
        Assert.Equal(["left", "right"], graph.Readers(net.Input).Select(node => node.Name));
        Assert.Null(graph.OnlyReader(net.Input));
        Assert.Same(graph.Nodes[2], graph.OnlyReader(left));
        Assert.Empty(graph.Readers(sum));
        Assert.Null(graph.OnlyReader(sum));
    }

    [Fact]
    public void A_node_that_reads_a_value_twice_is_not_its_only_reader()
    {
        var net = new Net(1, 6, 8);
        var norm = net.Norm("norm", net.Input);
        net.Sum("sum", norm, norm);
        Assert.Equal(["sum", "sum"], net.Graph.Readers(norm).Select(node => node.Name));
        Assert.Null(net.Graph.OnlyReader(norm));
    }

    /// <summary>The output is read by whoever runs the network.</summary>
    [Fact]
    public void The_output_has_no_only_reader()
    {
        var net = new Net(1, 6, 8);
        var norm = net.Norm("norm", net.Input);
        net.Linear("fc", norm, 2, 8);
        Assert.NotNull(net.Graph.OnlyReader(norm));
        Assert.Null((net.Graph with { Output = norm }).OnlyReader(norm));
    }

    [Fact]
    public void A_graph_with_other_nodes_has_uses_of_its_own()
    {
        var net = new Net(1, 6, 8);
        var norm = net.Norm("norm", net.Input);
        net.Linear("fc", norm, 2, 8);
        var graph = net.Graph;
        Assert.Single(graph.Readers(norm));
        var shorter = graph with { Nodes = [graph.Nodes[0]], Output = norm };
        Assert.Empty(shorter.Readers(norm));
        Assert.Single(graph.Readers(norm));
    }
}
