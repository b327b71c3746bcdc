using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>What samples say about the inputs of layers, and what roundings and corrections make of it.</summary>
public class InputStatisticsTests
{
    /// <summary>Vectors (1, 2) of weight 1 and (3, 6) of weight 4: weighted mean (13, 26) / 5.</summary>
    [Fact]
    public void Moments_of_two_vectors()
    {
        var moments = new InputMoments(2);
        moments.Add([1, 3, 2, 6], 0, 2, 1);
        moments.Add([1, 3, 2, 6], 1, 2, 4);
        Assert.Equal([13 / 5.0, 26 / 5.0], moments.Means());
        Assert.Equal([37, 74, 74, 148], moments.About([0, 0]));
        Assert.Equal([0 + 16, 0 + 32, 0 + 32, 0 + 64], moments.About([1, 2]));
    }

    [Fact]
    public void Moments_of_many_vectors_are_the_sums_of_all()
    {
        var random = new Random(1);
        const int depth = 5, count = 700;
        var codes = Enumerable.Range(0, depth * count).Select(_ => random.Next(256)).ToArray();
        var moments = new InputMoments(depth);
        var expected = new double[depth * depth];
        for (var v = 0; v < count; v++)
        {
            moments.Add(codes, v * depth, 1, 1);
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += (codes[(v * depth) + (i / depth)] - 7.0) * (codes[(v * depth) + (i % depth)] - 7.0);
            }
        }

        Assert.All(moments.About([7, 7, 7, 7, 7]).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-9 * pair.Second));
    }

    /// <summary>The mean of the logits over the calibration samples is that of the float network, which it is not without the correction.</summary>
    [Fact]
    public void Bias_correction_restores_the_mean_output()
    {
        var (net, samples) = Network();
        var settings = new QuantizationSettings { WeightBits = 4 };
        var (plain, corrected) = (MeanError(net, settings, samples), MeanError(net, settings with { BiasCorrection = true }, samples));
        Assert.True(20 * corrected < plain, $"{corrected} against {plain}");
    }

    [Fact]
    public void Rounding_by_inputs_brings_the_output_nearer_to_float()
    {
        var (net, samples) = Network();
        var settings = new QuantizationSettings { WeightBits = 4 };
        var (nearest, gptq) = (Error(net, settings, samples), Error(net, settings with { Rounding = new GptqRounding() }, samples));
        Assert.True(2 * gptq < nearest, $"{gptq} against {nearest}");
    }

    [Fact]
    public void Results_depend_on_the_samples_alone()
    {
        var (net, samples) = Network();
        var settings = new QuantizationSettings { WeightBits = 4, Rounding = new GptqRounding(), BiasCorrection = true };
        Assert.Equal(net.Quantize(settings, null, samples).Weights.Sha256, net.Quantize(settings, null, samples).Weights.Sha256);
    }

    /// <summary>Token mixing in groups with layer scales, a norm, a residual, a table: every kind of input that moments are taken of.</summary>
    private static (Net Net, float[][] Samples) Network()
    {
        var net = new Net(1, 6, 8);
        var mixed = net.Linear("mix", net.Input, 1, 6, groups: 2, columnScale: [0.5f, 1, 0.1f, 2]);
        var first = net.Linear("fc1", net.Norm("norm", net.Sum("sum", net.Linear("embed", net.Input, 2, 8), mixed)), 2, 24);
        net.Head(net.Mean("pool", net.Linear("fc2", net.Activate("gelu", first, new GeluFunction()), 2, 8)));
        var samples = Enumerable.Range(0, 40).Select(_ => net.Reals(48, 1).Select(x => x + 0.5f).ToArray()).ToArray();
        return (net.Observe(samples), samples);
    }

    private static double MeanError(Net net, QuantizationSettings settings, float[][] samples) =>
        Errors(net, settings, samples).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]).Max(error => Math.Abs(error) / samples.Length);

    private static double Error(Net net, QuantizationSettings settings, float[][] samples) =>
        Errors(net, settings, samples).Sum(errors => errors.Sum(error => error * error));

    private static IEnumerable<double[]> Errors(Net net, QuantizationSettings settings, float[][] samples)
    {
        var reference = new ReferenceInterpreter(net.Quantize(settings, null, samples));
        return samples.Select(sample => reference.Run(sample).Zip(FloatExecutor.Run(net.Graph, sample), (x, y) => (double)x - y).ToArray());
    }
}
