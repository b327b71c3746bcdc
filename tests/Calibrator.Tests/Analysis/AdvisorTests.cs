using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Tests.Planning;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Analysis;

/// <summary>What is said of tensors below 20 dB: each cause has its sentence, and none is without.</summary>
public class AdvisorTests
{
    private static readonly QuantizedModel Model = Chain();

    [Fact]
    public void Tensors_from_20_dB_on_need_no_explanation() => Assert.Null(Advice(Tensor("fc1", 20), own: 20));

    [Fact]
    public void Saturation() =>
        Assert.Contains("outside of the quantizer's range", Advice(Tensor("fc1", 15) with { Saturated = 0.02 }, own: 15), StringComparison.Ordinal);

    [Fact]
    public void Noise_of_earlier_steps_names_the_worst() => Assert.Contains("'fc1'", Advice(Tensor("fc2", 15), own: 40), StringComparison.Ordinal);

    [Fact]
    public void Few_bits_of_weights() => Assert.Contains("weights of 4 bits", Advice(Tensor("fc1", 15), own: 15, bits: 4), StringComparison.Ordinal);

    [Fact]
    public void Few_levels() =>
        Assert.Contains("only 16 levels", Advice(Tensor("fc1", 15) with { Ranges = [new RepresentedRange(-1, 1, 16)] }, own: 15), StringComparison.Ordinal);

    /// <summary>A gain can be moved through ReLU's clamp, not through GELU's table.</summary>
    [Theory]
    [InlineData("fc1", "--equalize")]
    [InlineData("fc2", "--hidden-groups")]
    public void A_wide_channel(string step, string option) => Assert.Contains(option, Advice(Tensor(step, 15, spread: 30), own: 15), StringComparison.Ordinal);

    [Fact]
    public void Outliers() => Assert.Contains("root mean square", Advice(Tensor("fc1", 15, outlier: 40), own: 15), StringComparison.Ordinal);

    [Fact]
    public void What_has_no_such_cause_is_its_steps() => Assert.Contains("its own step's", Advice(Tensor("fc1", 15), own: 15), StringComparison.Ordinal);

    private static string? Advice(TensorAnalysis tensor, double own, int bits = 8) => new Advisor(
        Model,
        [
            new StepSensitivity("fc1", "linear", bits, tensor.Step == "fc1" ? own : 10, 15, null),
            new StepSensitivity("fc2", "linear", bits, tensor.Step == "fc2" ? own : 10, 30, null),
        ]).Advise(tensor).Advice;

    private static TensorAnalysis Tensor(string step, double decibels, double spread = 1, double outlier = 3) => new(
        Model.Steps.Single(other => other.Name == step).Output, step, "u8", [1, 8], decibels,
        new Distribution(100, -1, 1, 0, 0.5, 3, outlier, spread, new Percentiles(-1, -1, 0, 1, 1), new DistributionHistogram(-1, 2, [100])),
        [new RepresentedRange(-1, 1, 256)], 0, null);

    private static QuantizedModel Chain()
    {
        var net = new Net(1, 6, 8);
        var relu = net.Activate("relu", net.Linear("fc1", net.Input, 2, 8), new ClipFunction(0, float.PositiveInfinity));
        net.Head(net.Activate("gelu", net.Linear("fc2", relu, 2, 8), new GeluFunction()));
        return net.Quantize();
    }
}
