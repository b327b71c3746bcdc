using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Tests.Planning;

public class SettingsWithoutEffectTests
{
    [Fact]
    public void Residual_bits_need_a_tensor_of_16_bits()
    {
        var settings = new QuantizationSettings { ResidualBits = 8 };
        Assert.Equal(["Option --residual 8 has no effect: no tensor of this network is wider than a byte."], SettingsWithoutEffect.Of(Mlp().Plan(settings)));

        var wide = new Net(1, 8);
        wide.Head(wide.Norm("norm", wide.Input));
        Assert.Empty(SettingsWithoutEffect.Of(wide.Plan(settings)));
    }

    [Fact]
    public void Usual_settings_and_those_that_act_are_not_named()
    {
        Assert.Empty(SettingsWithoutEffect.Of(Mlp().Plan()));
        Assert.Empty(SettingsWithoutEffect.Of(Mlp().Plan(new QuantizationSettings
        {
            ActivationBits = 7, WeightBits = 4, WeightGroupSize = 32, Scheme = ActivationScheme.Symmetric, Rounding = new GptqRounding(), BiasCorrection = true,
        })));
        Assert.Empty(SettingsWithoutEffect.Of(Mlp().Plan(new QuantizationSettings { Accumulate = 2 }.With("fc", new LayerSettings(4)))));
    }

    [Fact]
    public void Groups_and_sums_need_weights_of_their_bits()
    {
        Assert.Equal(
            ["Option --weight-groups 32 has no effect: no weights are rounded to 4 bits."],
            SettingsWithoutEffect.Of(Mlp().Plan(new QuantizationSettings { WeightGroupSize = 32 })));
        Assert.Equal(
            ["Option --accumulate 2 has no effect: no weights are rounded to 8 bits."],
            SettingsWithoutEffect.Of(Mlp().Plan(new QuantizationSettings { WeightBits = 4, Accumulate = 2 })));
    }

    [Fact]
    public void Bits_of_a_layer_must_differ_from_those_of_others()
    {
        var settings = new QuantizationSettings().With("head", new LayerSettings(8, 8)).With("fc", new LayerSettings(8, 7));
        Assert.Equal(
            ["The bits of layer 'head' (--layer, --first-last) have no effect: all layers have as many."],
            SettingsWithoutEffect.Of(Mlp().Plan(settings)));
    }

    /// <summary>What came quantized keeps its integers, so nothing about bits and rounding acts on it.</summary>
    [Fact]
    public void A_quantized_model_states_its_own_bits()
    {
        var net = new Net(1, 8);
        var weights = new LinearWeights(1, 3, 8, net.Reals(24, 1), net.Reals(3, 1), null) { Integers = new IntegerWeights(new sbyte[24], [1, 1, 1], 8) };
        net.Linear("head", net.Input, 1, weights);
        var graph = net.Graph with
        {
            Quantizers = new Dictionary<Value, IReadOnlyList<RoundingFunction>> { [net.Input] = [new RoundingFunction(0.1f, 3, 0, 255)] },
        };
        var settings = new QuantizationSettings
        {
            ActivationBits = 7, WeightBits = 4, Scheme = ActivationScheme.Symmetric, Rounding = new MseRounding(), BiasCorrection = true,
        };
        var said = SettingsWithoutEffect.Of(QuantizationPlan.Create(graph, settings));
        Assert.Equal(
            ["--activations 7", "--scheme symmetric", "--weights 4", "--rounding mse", "--bias-correction"],
            said.Select(sentence => sentence["Option ".Length..sentence.IndexOf(" has no effect", StringComparison.Ordinal)]));
    }

    private static Net Mlp()
    {
        var net = new Net(1, 8);
        net.Head(net.Linear("fc", net.Input, 1, 6));
        return net;
    }
}
