using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.Calibrator.Tests.Planning;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Graph.Transforms;

/// <summary>What was done to a float network is done once more from its records, on the network as another run imports it.</summary>
public class ReplayTests
{
    private const int Tokens = 6, Channels = 8, Hidden = 64;

    private static readonly QuantizationSettings All = new() { HiddenGroups = 2, Equalize = true, TokenGroups = 2 };

    [Fact]
    public void All_transforms_are_repeated_bit_for_bit()
    {
        var samples = Samples();
        var transformed = FloatTransforms.Apply(Network(), samples, All);
        Assert.Equal(
            [typeof(DividedChannels), typeof(GroupedColumns), typeof(ScaledChannels)],
            transformed.Done.Select(done => done.GetType()).Distinct().OrderBy(type => type.Name));
        Assert.Empty(transformed.Ineffective);

        var repeated = TransformedGraph.Replay(Network(), transformed.Done);
        Assert.Equal(transformed.Graph.Nodes.Select(node => node.Name), repeated.Nodes.Select(node => node.Name));
        Assert.Equal(Everything(transformed.Graph, samples[0]), Everything(repeated, samples[0]));
        Assert.NotEqual(Everything(Network(), samples[0]), Everything(repeated, samples[0]));
    }

    /// <summary>Tensors of a model of 8 bits have little noise beside the network replayed; beside the network as it was they would have much.</summary>
    [Fact]
    public void A_models_tensors_are_compared_with_the_network_that_it_was_made_of()
    {
        var samples = Samples();
        var transformed = FloatTransforms.Apply(Network(), samples, All);
        var model = new Net(transformed.Graph).Observe(samples).Quantize() with { Transformations = transformed.Done.ToEquatableArray() };
        var replayed = TransformedGraph.Replay(Network(), model.Transformations);
        var counterparts = new NetworkPair(replayed, model, "net.onnx").Counterparts(FloatExecutor.RunAll(replayed, samples[0]));
        var tensors = new Dictionary<string, ReferenceTensor>();
        new ReferenceInterpreter(model).Run(samples[0], tensors);
        foreach (var info in model.Tensors)
        {
            var (expected, actual) = (counterparts[info.Name], tensors[info.Name].Dequantize());
            var noise = expected.Zip(actual, (x, y) => (x - y) * (double)(x - y)).Sum();
            Assert.True(noise < 0.01 * expected.Sum(x => x * (double)x), $"{info.Name}: {noise}");
        }
    }

    [Fact]
    public void Options_without_effect_are_named()
    {
        var plain = new Net(1, 16);
        plain.Head(plain.Activate("act", plain.Linear("fc", plain.Input, 1, 16), new GeluFunction()));
        float[][] samples = [.. Enumerable.Range(0, 20).Select(_ => plain.Reals(16, 1))];
        var transformed = FloatTransforms.Apply(plain.Graph, samples, All);
        Assert.Empty(transformed.Done);
        Assert.Equal(["hidden-groups", "equalize", "token-groups"], transformed.Ineffective.Select(option => option.Option));
        Assert.Equal(plain.Graph.Nodes, transformed.Graph.Nodes);
    }

    [Fact]
    public void Options_that_were_not_given_are_not_named() =>
        Assert.Empty(FloatTransforms.Apply(Network(), [], new QuantizationSettings()).Ineffective);

    public static TheoryData<string, string> Misfits => new()
    {
        { "no such MLP", "no MLP on a residual stream that begins with a layer of this name" },
        { "too few channels", "the layer's 64 channels are not each in one of the groups" },
        { "an empty group", "the layer's 64 channels are not each in one of the groups" },
        { "no such tensor", "no tensor of this name whose channels can be divided" },
        { "too few exponents", "the 8 channels of the tensor cannot be divided by 1 such powers of two" },
        { "too large exponents", "the 8 channels of the tensor cannot be divided by 8 such powers of two" },
        { "no such token mixing", "no token-mixing layer of this name with channels that divide into 3 groups" },
        { "no groups", "no token-mixing layer of this name with channels that divide into 0 groups" },
        { "a change that is not made", "none of the changes that this version of qmlp makes" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Records_of_another_network_are_refused(string what, string expected)
    {
        Transformation record = what switch
        {
            "no such MLP" => new DividedChannels("head", new int[3].ToEquatableArray(), EquatableArray.Create(".group0")),
            "too few channels" => new DividedChannels("fc1", new int[3].ToEquatableArray(), EquatableArray.Create(".group0")),
            "an empty group" => new DividedChannels("fc1", new int[Hidden].ToEquatableArray(), EquatableArray.Create(".group0", ".group1")),
            "no such tensor" => new ScaledChannels("sum.out", new int[Channels].ToEquatableArray()),
            "too few exponents" => new ScaledChannels("norm.out", EquatableArray.Create(1)),
            "too large exponents" => new ScaledChannels("norm.out", Enumerable.Repeat(2000, Channels).ToEquatableArray()),
            "no such token mixing" => new GroupedColumns("tokens", 3),
            "no groups" => new GroupedColumns("tokens", 0),
            _ => new PermutedChannels("norm.out", new int[Channels].ToEquatableArray()),
        };
        var error = Assert.Throws<UserError>(() => TransformedGraph.Replay(Network(), [record]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{record.Target}'", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Everything(FloatGraph graph, float[] sample) =>
        FloatExecutor.RunAll(graph, sample).Select(pair => (pair.Key.Name, string.Join(' ', pair.Value)));

    private static float[][] Samples()
    {
        var net = new Net(1, 1);
        return [.. Enumerable.Range(0, 20).Select(_ => net.Reals(Tokens * Channels, 1))];
    }

    /// <summary>Token mixing, a norm with two large gains, and an MLP every fourth hidden channel of which reaches twenty times as far.</summary>
    private static FloatGraph Network()
    {
        var net = new Net(1, Tokens, Channels);
        var mixed = net.Sum("mix", net.Linear("tokens", net.Input, 1, Tokens), net.Input);
        float[] gain = [30, 1, 0.9f, 30, 1.1f, 1, 0.8f, 1];
        var norm = net.Add("norm", mixed.Shape, output => new LayerNormNode("norm", mixed, gain, new float[Channels], 1e-5f, output));
        float[] rows = [.. net.Reals(Hidden * Channels, 1).Select((weight, i) => weight * (i / Channels % 4 == 1 ? 20 : 1) / gain[i % Channels])];
        float[] inputs = [.. net.Reals(Channels * Hidden, 1).Select((weight, i) => i % Hidden % 4 == 1 ? weight / 20 : weight)];
        var first = net.Linear("fc1", norm, 2, new LinearWeights(1, Hidden, Channels, rows, new float[Hidden], null));
        var second = new LinearWeights(1, Channels, Hidden, inputs, net.Reals(Channels, 0.2), null);
        net.Head(net.Sum("sum", net.Linear("fc2", net.Activate("act", first, new GeluFunction()), 2, second), mixed));
        return net.Graph;
    }
}
