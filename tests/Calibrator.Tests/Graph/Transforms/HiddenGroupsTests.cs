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
        var divided = HiddenGroups.Apply(net.Graph, 2, samples).Graph;
        Assert.Equal(["fc1.group0", "act.group0", "fc2.group0", "sum.group0", "fc1.group1", "act.group1", "fc2.group1", "sum", "head"], divided.Nodes.Select(node => node.Name));
        Assert.All(samples, sample => Assert.All(
            FloatExecutor.Run(net.Graph, sample).Zip(FloatExecutor.Run(divided, sample)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-4 * (1 + Math.Abs(pair.First)))));
        var (whole, parts) = (Error(net.Graph, net.Graph, samples), Error(net.Graph, divided, samples));
        Assert.True(2 * parts < whole, $"{parts} against {whole}");
    }

    /// <summary>16 channels are one panel of weights, which is never divided.</summary>
    [Fact]
    public void A_network_without_such_channels_stays_as_it_is()
    {
        var net = new Net(1, 6, 8);
        net.Head(net.Sum("sum", net.Linear("fc2", net.Activate("act", net.Linear("fc1", net.Input, 2, 16), new GeluFunction()), 2, 8), net.Input));
        float[][] samples = [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))];
        Assert.Equal(net.Graph.Nodes, HiddenGroups.Apply(net.Graph, 1, samples).Graph.Nodes);
        var undivided = HiddenGroups.Apply(net.Graph, 2, samples);
        Assert.Equal(net.Graph.Nodes, undivided.Graph.Nodes);
        Assert.Empty(undivided.Done);
    }

    /// <summary>The record says which channel went into which group: part g of the layer has the rows of its channels, in order.</summary>
    [Fact]
    public void The_record_says_what_was_divided()
    {
        var (net, samples) = Network();
        var divided = HiddenGroups.Apply(net.Graph, 2, samples);
        var record = Assert.IsType<DividedChannels>(Assert.Single(divided.Done));
        Assert.Equal(("fc1", ".group0", ".group1"), (record.Target, record.Parts[0], record.Parts[1]));
        Assert.All(record.Groups, (group, channel) => Assert.Equal(IsWide(channel) ? 0 : 1, group));
        var (before, after) = (FloatExecutor.RunAll(net.Graph, samples[0]), FloatExecutor.RunAll(divided.Graph, samples[0]));
        for (var g = 0; g < 2; g++)
        {
            int[] channels = [.. Enumerable.Range(0, Hidden).Where(c => record.Groups[c] == g)];
            var whole = before.Single(pair => pair.Key.Name == "act.out").Value;
            var part = after.Single(pair => pair.Key.Name == "act.out" + record.Parts[g]).Value;
            Assert.Equal(Enumerable.Range(0, 6).SelectMany(row => channels.Select(c => whole[(row * Hidden) + c])), part);
        }
    }

    [Fact]
    public void Parts_are_told_from_wholes_by_the_record()
    {
        var (net, samples) = Network();
        var parts = HiddenGroups.WholesOfParts(net.Graph, HiddenGroups.Apply(net.Graph, 2, samples).Done);
        Assert.Equal(
            [("fc1.group0", "fc1"), ("fc1.group1", "fc1"), ("fc2.group0", "fc2"), ("fc2.group1", "fc2")],
            parts.Select(pair => (pair.Key, pair.Value)).Order());
    }

    /// <summary>The bits of a layer are those of its parts, but for a part that is named itself.</summary>
    [Fact]
    public void Parts_have_the_bits_of_the_whole()
    {
        var (net, samples) = Network();
        var settings = new QuantizationSettings { Parts = HiddenGroups.WholesOfParts(net.Graph, HiddenGroups.Apply(net.Graph, 2, samples).Done) }
            .With("fc1", new LayerSettings(WeightBits: 4))
            .With("fc1.group1", new LayerSettings(WeightBits: 8));
        Assert.Equal((4, 8, 8), (settings.WeightBitsOf("fc1.group0"), settings.WeightBitsOf("fc1.group1"), settings.WeightBitsOf("fc2.group0")));
        Assert.Equal(8, (settings with { Parts = new Dictionary<string, string>() }).WeightBitsOf("fc1.group0"));
    }

    /// <summary>Two MLPs may meet in one sum; each is then divided on the sums that the other left.</summary>
    [Fact]
    public void Two_layers_of_one_sum_are_both_divided()
    {
        var net = new Net(1, 6, 8);
        var (left, right) = (Branch(net, "left"), Branch(net, "right"));
        net.Head(net.Sum("sum", left, right));
        float[][] samples = [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))];
        var divided = HiddenGroups.Apply(net.Graph, 2, samples);
        Assert.Equal(["left.fc1", "right.fc1"], divided.Done.Select(done => done.Target));
        Assert.All(
            FloatExecutor.Run(net.Graph, samples[0]).Zip(FloatExecutor.Run(divided.Graph, samples[0])),
            pair => Assert.Equal(pair.First, pair.Second, 1e-4 * (1 + Math.Abs(pair.First))));
    }

    /// <summary>A layer that the network itself calls "x.group0" is no part, and its name is not given to one.</summary>
    [Fact]
    public void Names_that_are_taken_are_not_given_to_parts()
    {
        var (net, samples) = Network();
        var graph = net.Graph with { Nodes = [.. net.Graph.Nodes.Select(node => node.Name == "head" ? node with { Name = "fc1.group0" } : node)] };
        var divided = HiddenGroups.Apply(graph, 2, samples).Graph;
        Assert.Equal(divided.Nodes.Count, divided.Nodes.Select(node => node.Name).Distinct().Count());
        Assert.Contains(divided.Nodes, node => node.Name == "fc1.group_1");
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
        net.Head(net.Sum("sum", Branch(net, ""), net.Input));
        return (net, [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))]);
    }

    /// <summary>An MLP every fourth hidden channel of which reaches twenty times as far.</summary>
    private static Value Branch(Net net, string name)
    {
        var prefix = name.Length > 0 ? name + "." : "";
        var first = new LinearWeights(1, Hidden, 8, [.. net.Reals(Hidden * 8, 1).Select((weight, i) => IsWide(i / 8) ? 20 * weight : weight)], new float[Hidden], null);
        var second = new LinearWeights(1, 8, Hidden, [.. net.Reals(8 * Hidden, 1).Select((weight, i) => IsWide(i % Hidden) ? weight / 20 : weight)], net.Reals(8, 0.2), null);
        var hidden = net.Activate(prefix + "act", net.Linear(prefix + "fc1", net.Input, 2, first), new GeluFunction());
        return net.Linear(prefix + "fc2", hidden, 2, second);
    }

    private static double Error(FloatGraph original, FloatGraph graph, float[][] samples)
    {
        var reference = new ReferenceInterpreter(new Net(graph).Observe(samples).Quantize());
        return samples.Sum(sample => reference.Run(sample).Zip(FloatExecutor.Run(original, sample), (x, y) => (x - y) * (double)(x - y)).Sum());
    }
}
