using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Planning does not end at the first node that has no quantized form.</summary>
public class PlanRefusalTests
{
    [Fact]
    public void Nodes_without_a_step_and_steps_that_cannot_be_written_are_found_at_once()
    {
        var net = new Net(1, 4, 6);
        var x = net.Linear("embed", net.Input, 2, 6);
        var first = net.Add("first", x.Shape, output => new SoftmaxNode("first", x, 2, output));
        var between = net.Linear("fc", first, 2, 6);
        var second = net.Add("second", x.Shape, output => new SoftmaxNode("second", between, 2, output));
        var mean = net.Add("mean", new Shape(1, 4, 1), output => new MeanNode("mean", second, 2, true, output));
        net.Linear("head", mean, 2, 3);
        var refused = Assert.Throws<UnsupportedModel>(() => QuantizationPlan.Create(net.Graph, new QuantizationSettings()));
        Assert.Equal(["first, second", "mean"], refused.Refusals.Select(refusal => string.Join(", ", refusal.Nodes)));
        Assert.Equal("[1, 4, 6] -> [1, 4, 6]", refused.Refusals[0].Example);
        Assert.Equal("a network that ends in logits would work", refused.Refusals[0].Remedy);
    }
}
