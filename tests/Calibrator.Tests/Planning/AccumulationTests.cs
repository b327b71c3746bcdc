using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

public class AccumulationTests
{
    /// <summary>Smooth weights of 96 inputs, of which few lanes sum to too much for two quads.</summary>
    private const int Depth = 96, Rows = 16;

    [Theory]
    [InlineData(8, null, 0, 0)]
    [InlineData(8, 1, 1, 1)]
    [InlineData(8, 2, 2, 1)]
    [InlineData(7, 0, 1, 0)]
    [InlineData(7, null, 2, 1)]
    [InlineData(7, 2, 2, 1)]
    [InlineData(7, 4, 4, 1)]
    public void Settings_decide_the_certificate(int activationBits, int? accumulate, int certificate, int layers)
    {
        var settings = new QuantizationSettings { ActivationBits = activationBits, Accumulate = accumulate };
        var accumulation = new Accumulation(settings);
        Assert.Equal(certificate, CertificateOf(settings, accumulation));
        Assert.Equal(layers, accumulation.Fitted.Count);
        Assert.All(accumulation.Fitted, layer => Assert.Equal(certificate, layer.Quads));
    }

    /// <summary>With 7-bit activations one quad is proved without a change, so asking for it changes nothing.</summary>
    [Fact]
    public void What_is_proved_already_costs_nothing()
    {
        var settings = new QuantizationSettings { ActivationBits = 7, Accumulate = 1 };
        var accumulation = new Accumulation(settings);
        Assert.Equal(1, CertificateOf(settings, accumulation));
        Assert.Empty(accumulation.Fitted);
        Assert.Null(AccumulationSummary.Of(accumulation.Fitted));
    }

    /// <summary>An image of bytes has 8 bits where activations have 7: there even one quad costs much, and nobody asked for that.</summary>
    [Fact]
    public void Layers_that_read_more_bits_than_activations_have_take_what_is_cheap()
    {
        var weights = Weights();
        var accumulation = new Accumulation(new QuantizationSettings { ActivationBits = 7, Accumulate = 4 });
        var rounded = new NearestRounding().Round(weights);
        Assert.Same(rounded, accumulation.Fit(weights, rounded, 255));
        Assert.NotSame(rounded, accumulation.Fit(weights, rounded, 127));
    }

    [Fact]
    public void Report_says_what_it_cost()
    {
        var accumulation = new Accumulation(new QuantizationSettings { ActivationBits = 7, Accumulate = 4 });
        accumulation.Fit(Weights(), new NearestRounding().Round(Weights()), 127);
        var report = AccumulationSummary.Of(accumulation.Fitted)!;
        Assert.StartsWith("sums of 16 bits hold 4 quads in 1 layer: for that ", report.Sentence(), StringComparison.Ordinal);
        Assert.True(report.CoarserChannels > 0);
        Assert.InRange(report.SqnrDb, 30, report.SqnrBeforeDb - 1);
        var layer = Assert.Single(report.Layers);
        Assert.Equal(("fc", 4, report.SqnrDb), (layer.Layer, layer.Quads, layer.SqnrDb));
    }

    [Fact]
    public void Other_numbers_of_quads_are_refused() =>
        Assert.Contains(
            "hold 3 quads", Assert.ThrowsAny<UserError>(() => new QuantizationSettings { Accumulate = 3 }.Validate()).Message, StringComparison.Ordinal);

    private static int CertificateOf(QuantizationSettings settings, Accumulation accumulation)
    {
        var weights = Weights();
        var fitted = accumulation.Fit(weights, new NearestRounding().Round(weights), (1 << settings.ActivationBits) - 1);
        return SaturationCertificate.Compute(fitted.Values, Rows, Depth, (1 << settings.ActivationBits) - 1);
    }

    private static WeightsToRound Weights()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, Rows * Depth).Select(_ => (float)(Enumerable.Range(0, 4).Sum(_ => random.NextDouble()) - 2))];
        return new WeightsToRound("fc", values, Rows, Depth, 8, new double[Rows]);
    }
}
