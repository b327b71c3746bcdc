using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Layers with bits of their own, and token mixing with quantizers of its own for groups of channels.</summary>
public class MixedPrecisionTests
{
    [Fact]
    public void A_layer_may_have_bits_of_its_own()
    {
        var net = Chain();
        var settings = new QuantizationSettings { WeightBits = 4, ActivationBits = 4 }.With("fc2", new LayerSettings(8, 8));
        var model = net.Quantize(settings);
        Assert.Equal([4, 8, 4], model.Steps.OfType<LinearStep>().Select(step => step.Groups[0].Weights.Bits));
        Assert.Equal(15, Input(model, "fc1").Max);
        Assert.Equal(255, Input(model, "fc2").Max);
        Assert.Equal(15, Input(model, "head").Max);
        Assert.Equal([16, 256, 16], net.Plan(settings).Requests.Select(request => request.Levels));
    }

    [Fact]
    public void What_is_said_last_of_a_layer_holds_and_the_rest_stays()
    {
        var settings = new QuantizationSettings().With("fc", new LayerSettings(4, 5)).With("fc", new LayerSettings(8));
        Assert.Equal((8, 5, 8), (settings.WeightBitsOf("fc"), settings.InputBitsOf("fc"), settings.InputBitsOf("other")));
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(null, 3)]
    public void Bits_that_do_not_exist_are_refused_with_the_layers_name(int? weights, int? input)
    {
        var settings = new QuantizationSettings().With("fc2", new LayerSettings(weights, input));
        Assert.Contains("'fc2'", Assert.ThrowsAny<UserError>(settings.Validate).Message, StringComparison.Ordinal);
    }

    /// <summary>Channels 0 to 3 are small, 4 to 7 large: with a quantizer each the small ones keep their precision.</summary>
    [Fact]
    public void Token_groups_have_quantizers_of_their_own_and_share_weights()
    {
        var net = new Net(1, 6, 8);
        var affine = net.Add("affine", net.Input.Shape, output => new AffineNode("affine", net.Input, [1, 1, 1, 1, 50, 50, 50, 50], new float[8], output));
        net.Head(net.Linear("mix", affine, 1, 6, columnScale: [1, 1, 1, 1, 0.02f, 0.02f, 0.02f, 0.02f]));
        float[][] samples = [.. Enumerable.Range(0, 20).Select(_ => net.Reals(48, 1))];
        var split = TokenGroups.Apply(net.Graph, 2).Graph;
        var (plain, grouped) = (Quantized(net.Graph, samples), Quantized(split, samples));
        var mix = grouped.Steps.OfType<LinearStep>().First();
        Assert.Equal(2, mix.Groups.Count);
        Assert.Equal(mix.Groups[0].Weights.Data, mix.Groups[1].Weights.Data);
        Assert.Equal(2, grouped.Tensors.Single(tensor => tensor.Name == "affine.out").Quantization.Count);
        Assert.True(3 * Error(net.Graph, grouped, samples) < Error(net.Graph, plain, samples));
        Assert.Equal(FloatExecutor.Run(net.Graph, samples[0]), FloatExecutor.Run(split, samples[0]));
    }

    [Fact]
    public void Channels_that_do_not_divide_stay_in_one_group()
    {
        var net = new Net(1, 6, 8);
        net.Head(net.Linear("mix", net.Input, 1, 6));
        Assert.Equal(net.Graph.Nodes, TokenGroups.Apply(net.Graph, 3).Graph.Nodes);
    }

    private static Net Chain()
    {
        var net = new Net(1, 6);
        net.Head(net.Linear("fc2", net.Linear("fc1", net.Input, 1, 5), 1, 7));
        return net;
    }

    private static Quantizer Input(QuantizedModel model, string layer) =>
        model.Tensors.Single(tensor => tensor.Name == model.Steps.OfType<LinearStep>().Single(step => step.Name == layer).Input).Quantization[0];

    private static QuantizedModel Quantized(FloatGraph graph, float[][] samples) => new Net(graph).Observe(samples).Quantize();

    private static double Error(FloatGraph graph, QuantizedModel model, float[][] samples)
    {
        var reference = new ReferenceInterpreter(model);
        return samples.Sum(sample => reference.Run(sample).Zip(FloatExecutor.Run(graph, sample), (x, y) => (x - y) * (double)(x - y)).Sum());
    }
}
