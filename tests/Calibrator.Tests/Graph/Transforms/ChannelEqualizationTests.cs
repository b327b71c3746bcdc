using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.Calibrator.Tests.Planning;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Graph.Transforms;

public class ChannelEqualizationTests
{
    /// <summary>
    /// Channel 0 reaches 1, channel 1 reaches 100, weights are 1 and 0.01. Divided in the proportion of 1 to 100, both channels and both weights
    /// are alike; the nearest powers of two have 1 to 128.
    /// </summary>
    [Fact]
    public void Factors_of_two_channels()
    {
        var channels = new ChannelStatistics([0, 0], [1, 100], [1 / 3.0, 10000 / 3.0]);
        var layer = new LinearWeights(1, 1, 2, [1, 0.01f], [0], null);
        var factors = EqualizationFactors.Choose(channels, [(layer, 8)], 8);
        Assert.Equal(128, factors[1] / factors[0]);
    }

    /// <summary>Channel 0 was hardly ever active before, and is ten times as large in a held-out sample: amplified, it would be cut off.</summary>
    [Fact]
    public void A_channel_whose_range_is_not_known_is_not_amplified()
    {
        var layer = new LinearWeights(1, 1, 2, [1, 1], [0], null);
        var channels = new ChannelStatistics([0, 0], [1, 32], [0.01, 100]);
        var settled = EqualizationFactors.Choose(channels with { HeldOut = [[0.9f, 30]] }, [(layer, 8)], 8);
        var unsettled = EqualizationFactors.Choose(channels with { HeldOut = [[10, 30]] }, [(layer, 8)], 8);
        Assert.True(settled[1] / settled[0] >= 8);
        Assert.True(unsettled[1] / unsettled[0] <= 2);
    }

    /// <summary>A mean has no gain of its own: the affine map that divides its channels stands behind it, under the name of the mean's tensor.</summary>
    [Fact]
    public void A_mean_is_divided_by_an_affine_map_behind_it()
    {
        var (net, samples) = Network(30);
        var equalized = ChannelEqualization.Apply(net.Graph, samples, new QuantizationSettings()).Graph;
        var affine = Assert.Single(equalized.Nodes, node => node.Name == "pool:equalized");
        Assert.Equal("pool.out", affine.Output.Name);
        Assert.Equal("pool", equalized.Maker(affine.Inputs[0])!.Name);
    }

    [Fact]
    public void Channels_that_are_alike_stay_as_they_are()
    {
        var channels = new ChannelStatistics([-1, -1], [1, 1], [0.3, 0.3]);
        var layer = new LinearWeights(1, 1, 2, [1, 1], [0], null);
        var factors = EqualizationFactors.Choose(channels, [(layer, 8)], 8);
        Assert.Equal(factors[0], factors[1]);
    }

    /// <summary>Noise is predicted to within a factor of two of what uniform inputs and weights give.</summary>
    [Fact]
    public void Predicted_noise_is_that_of_rounding()
    {
        var random = new Random(6);
        const int depth = 64, count = 4000;
        float[] weights = [.. Enumerable.Range(0, depth).Select(_ => (random.NextSingle() * 2) - 1)];
        var layer = new LinearWeights(1, 1, depth, weights, [0], null);
        var channels = new ChannelStatistics([.. Enumerable.Repeat(-1f, depth)], [.. Enumerable.Repeat(1f, depth)], [.. Enumerable.Repeat(1 / 3.0, depth)]);
        var step = weights.Max(Math.Abs) / 7.0;
        var noise = 0.0;
        for (var i = 0; i < count; i++)
        {
            var error = 0.0;
            for (var k = 0; k < depth; k++)
            {
                var x = (random.NextDouble() * 2) - 1;
                error += (weights[k] * x) - (Math.Round(weights[k] / step) * step * Math.Round(x * 127.5) / 127.5);
            }

            noise += error * error / count;
        }

        var predicted = EqualizationFactors.Noise(channels, [.. Enumerable.Repeat(1f, depth)], layer, 4, 8);
        Assert.InRange(predicted, noise / 2, noise * 2);
    }

    [Fact]
    public void The_float_network_stays_what_it_was()
    {
        var (net, samples) = Network(30);
        var equalized = ChannelEqualization.Apply(net.Graph, samples, new QuantizationSettings()).Graph;
        foreach (var sample in samples)
        {
            Assert.All(
                FloatExecutor.Run(net.Graph, sample).Zip(FloatExecutor.Run(equalized, sample)),
                pair => Assert.Equal(pair.First, pair.Second, 1e-4 * (1 + Math.Abs(pair.First))));
        }
    }

    /// <summary>The norm, the affine map, the layer behind ReLU and the mean are divided; the graph keeps its tensors' names.</summary>
    [Fact]
    public void Channels_are_divided_where_a_gain_can_take_it()
    {
        var (net, samples) = Network(30);
        var equalized = ChannelEqualization.Apply(net.Graph, samples, new QuantizationSettings()).Graph;
        var (before, after) = (FloatExecutor.RunAll(net.Graph, samples[0]), FloatExecutor.RunAll(equalized, samples[0]));
        var changed = before.Keys
            .Where(value => after.Any(other => other.Key.Name == value.Name && !other.Value.SequenceEqual(before[value], new Near())))
            .Select(value => value.Name);
        Assert.Equal(["norm.out", "fc1.out", "relu.out", "affine.out", "pool.out"], changed);
    }

    /// <summary>The study's case: a gain thirty times as large in a few channels, the next layer's weights as much smaller.</summary>
    [Fact]
    public void A_few_large_channels_no_longer_drown_the_others()
    {
        var (net, samples) = Network(30);
        var settings = new QuantizationSettings();
        var equalized = ChannelEqualization.Apply(net.Graph, samples, settings).Graph;
        var (plain, better) = (Error(net.Graph, net.Graph, samples, settings), Error(net.Graph, equalized, samples, settings));
        Assert.True(5 * better < plain, $"{better} against {plain}");
    }

    /// <summary>Of each value that was divided, and of no other, a record has the exponents: powers of two change no significand, so it holds bit for bit.</summary>
    [Fact]
    public void The_records_say_what_was_divided()
    {
        var (net, samples) = Network(30);
        var equalized = ChannelEqualization.Apply(net.Graph, samples, new QuantizationSettings());
        var records = equalized.Done.Cast<ScaledChannels>().ToDictionary(record => record.Target, record => record.Exponents);
        Assert.Equal(["affine.out", "norm.out", "pool.out", "relu.out"], records.Keys.Order());
        Assert.All(records.Values, exponents => Assert.Contains(exponents, exponent => exponent != 0));

        // One layer after the other is divided, so each value is compared before what other divisions round differently.
        var (graph, sample) = (net.Graph, samples[0]);
        foreach (var (target, exponents) in records)
        {
            var before = FloatExecutor.RunAll(graph, sample).Single(pair => pair.Key.Name == target).Value;
            graph = ChannelEqualization.Replay(graph, new ScaledChannels(target, exponents));
            var after = FloatExecutor.RunAll(graph, sample).Single(pair => pair.Key.Name == target).Value;
            Assert.Equal(before.Select((x, i) => x / MathF.ScaleB(1, exponents[i % exponents.Count])), after);
        }
    }

    [Fact]
    public void Where_nothing_is_gained_nothing_is_recorded()
    {
        var net = new Net(1, 6, 8);
        net.Head(net.Add("norm", net.Input.Shape, output => new LayerNormNode("norm", net.Input, [.. Enumerable.Repeat(1f, 8)], new float[8], 1e-5f, output)));
        float[][] samples = [.. Enumerable.Range(0, 30).Select(_ => net.Reals(48, 1))];
        var equalized = ChannelEqualization.Apply(net.Graph, samples, new QuantizationSettings());
        Assert.Empty(equalized.Done);
        Assert.Equal(net.Graph.Nodes, equalized.Graph.Nodes);
    }

    private static (Net Net, float[][] Samples) Network(float gain)
    {
        var net = new Net(1, 6, 8);
        var norm = net.Add("norm", net.Input.Shape, output => new LayerNormNode(
            "norm", net.Input, [gain, 1, 0.9f, gain, 1.1f, 1, 0.8f, 1], new float[8], 1e-5f, output));
        float[] weights = [.. net.Reals(24 * 8, 0.4).Select((weight, i) => (i % 8 is 0 or 3 ? weight / gain : weight) * (i / 8 == 2 ? gain : 1))];
        float[] next = [.. net.Reals(8 * 24, 0.2).Select((weight, i) => i % 24 == 2 ? weight / gain : weight)];
        var relu = net.Activate("relu", net.Linear("fc1", norm, 2, new LinearWeights(1, 24, 8, weights, net.Reals(24, 0.2), null)), new ClipFunction(0, float.PositiveInfinity));
        var sum = net.Sum("sum", net.Linear("fc2", relu, 2, new LinearWeights(1, 8, 24, next, net.Reals(8, 0.2), null)), net.Input);
        var uneven = net.Add("affine", sum.Shape, output => new AffineNode("affine", sum, [1, 16, 1, 1, 1, 1, 1, 1], new float[8], output));
        var affine = net.Linear("fc3", uneven, 2, 8);
        net.Head(net.Mean("pool", net.Sum("sum2", affine, sum)));
        return (net, [.. Enumerable.Range(0, 30).Select(_ => net.Reals(48, 1))]);
    }

    private static double Error(FloatGraph original, FloatGraph graph, float[][] samples, QuantizationSettings settings)
    {
        var net = new Net(graph).Observe(samples);
        var reference = new ReferenceInterpreter(net.Quantize(settings));
        return samples.Sum(sample => reference.Run(sample).Zip(FloatExecutor.Run(original, sample), (x, y) => (x - y) * (double)(x - y)).Sum());
    }

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) <= 1e-4 * (1 + Math.Abs(x));

        public int GetHashCode(float value) => 0;
    }
}
