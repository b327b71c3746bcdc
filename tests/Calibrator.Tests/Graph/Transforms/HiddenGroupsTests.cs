using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.Calibrator.Tests.Planning;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Graph.Transforms;

/// <summary>Hidden channels of MLPs in groups of alike range.</summary>
public class HiddenGroupsTests
{
    private const int Hidden = 64;

    /// <summary>Every fourth channel reaches ten times as far: 16 of 64, one panel of weights.</summary>
    [Fact]
    public void Channels_of_alike_range_form_a_group()
    {
        var channels = new ChannelStatistics(new float[Hidden], [.. Enumerable.Range(0, Hidden).Select(c => IsWide(c) ? 10f : 1)], new double[Hidden]);
        var groups = RangeGroups.Choose(channels, Reader(), 4);
        Assert.All(groups, (group, c) => Assert.Equal(IsWide(c) ? 0 : 1, group));
    }

    [Fact]
    public void Channels_that_are_alike_stay_in_one_group()
    {
        var channels = new ChannelStatistics(new float[Hidden], [.. Enumerable.Repeat(1f, Hidden)], new double[Hidden]);
        Assert.All(RangeGroups.Choose(channels, Reader(), 4), group => Assert.Equal(0, group));
    }

    /// <summary>Three ranges and at most two groups: the ends are of least noise where the channels between join the narrow ones.</summary>
    [Fact]
    public void Groups_are_cut_where_the_noise_is_least()
    {
        float[] extents = [.. Enumerable.Range(0, 48).Select(c => c < 16 ? 100f : c < 32 ? 2 : 1)];
        var groups = RangeGroups.Choose(new ChannelStatistics(new float[48], extents, new double[48]), Reader(48), 2);
        Assert.All(groups, (group, c) => Assert.Equal(c < 16 ? 0 : 1, group));
    }

    [Fact]
    public void The_float_network_stays_what_it_was_and_the_noise_falls()
    {
        var (net, samples) = Network();
        var divided = HiddenGroups.Apply(net.Graph, 2, samples);
        Assert.Equal(["fc1.group0", "act.group0", "fc2.group0", "sum.group0", "fc1.group1", "act.group1", "fc2.group1", "sum", "head"], divided.Nodes.Select(node => node.Name));
        Assert.All(samples, sample => Assert.All(
            FloatExecutor.Run(net.Graph, sample).Zip(FloatExecutor.Run(divided, sample)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-4 * (1 + Math.Abs(pair.First)))));
        var (whole, parts) = (Error(net.Graph, net.Graph, samples), Error(net.Graph, divided, samples));
        Assert.True(2 * parts < whole, $"{parts} against {whole}");
    }

    [Fact]
    public void A_network_without_such_channels_stays_as_it_is()
    {
        var net = new Net(1, 6, 8);
        net.Head(net.Sum("sum", net.Linear("fc2", net.Activate("act", net.Linear("fc1", net.Input, 2, Hidden), new GeluFunction()), 2, 8), net.Input));
        float[][] samples = [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))];
        Assert.Equal(net.Graph.Nodes, HiddenGroups.Apply(net.Graph, 1, samples).Nodes);
        Assert.Equal(net.Graph.Nodes, HiddenGroups.Of(net.Graph, net.Observe(samples).Quantize()).Nodes);
    }

    /// <summary>Which channels a group has follows from its weights, with 4-bit weights and equalized inputs too.</summary>
    [Theory]
    [InlineData(8, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Groups_are_recovered_from_the_model(int weightBits, bool equalize)
    {
        var (net, samples) = Network();
        var settings = new QuantizationSettings { WeightBits = weightBits };
        var divided = HiddenGroups.Apply(net.Graph, 2, samples);
        var model = new Net(equalize ? ChannelEqualization.Apply(divided, samples, settings) : divided).Observe(samples).Quantize(settings);
        var recovered = HiddenGroups.Of(net.Graph, model);
        Assert.Equal(
            divided.Nodes.OfType<LinearNode>().Select(node => (node.Name, string.Join(' ', node.Groups[0].Weights))),
            recovered.Nodes.OfType<LinearNode>().Select(node => (node.Name, string.Join(' ', node.Groups[0].Weights))));
    }

    /// <summary>The hidden layer is observed in the original model, channel by channel.</summary>
    [Fact]
    public void Parts_are_observed_in_the_original_model()
    {
        var origin = Origin.Of("hidden", new Shape(1, 2, 3)).Selected(2, [2, 0]).Divided([10, 1]);
        var value = new float[4];
        origin.Read(_ => (float[])[1, 2, 3, 4, 5, 6], value);
        Assert.Equal([0.3f, 1, 0.6f, 4], value);
    }

    private static bool IsWide(int channel) => channel % 4 == 1;

    private static LinearWeights Reader(int depth = Hidden) => new(1, 1, depth, [.. Enumerable.Repeat(1f, depth)], [0], null);

    private static (Net Net, float[][] Samples) Network()
    {
        var net = new Net(1, 6, 8);
        var first = new LinearWeights(1, Hidden, 8, [.. net.Reals(Hidden * 8, 1).Select((weight, i) => IsWide(i / 8) ? 20 * weight : weight)], new float[Hidden], null);
        var second = new LinearWeights(1, 8, Hidden, [.. net.Reals(8 * Hidden, 1).Select((weight, i) => IsWide(i % Hidden) ? weight / 20 : weight)], net.Reals(8, 0.2), null);
        var hidden = net.Activate("act", net.Linear("fc1", net.Input, 2, first), new GeluFunction());
        net.Head(net.Sum("sum", net.Linear("fc2", hidden, 2, second), net.Input));
        return (net, [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))]);
    }

    private static double Error(FloatGraph original, FloatGraph graph, float[][] samples)
    {
        var reference = new ReferenceInterpreter(new Net(graph).Observe(samples).Quantize());
        return samples.Sum(sample => reference.Run(sample).Zip(FloatExecutor.Run(original, sample), (x, y) => (x - y) * (double)(x - y)).Sum());
    }
}
