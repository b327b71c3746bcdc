using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

public class LinearQuantizerTests
{
    /// <summary>
    /// Input -1 to 1.55: scale 0.01, zero point 100. Weights (1.27, -0.64): scale 0.01, integers (127, -64).
    /// Bias 0.5: 0.5 / 0.0001 - 100 * (127 - 64) = 5000 - 6300 = -1300. Logits: multiplier 0.0001.
    /// </summary>
    [Fact]
    public void Weights_bias_and_multiplier_of_a_small_layer()
    {
        var net = new Net(1, 2);
        net.Linear("fc", net.Input, 1, new LinearWeights(1, 1, 2, [1.27f, -0.64f], [0.5f], null));
        var model = net.Range(net.Input, (-1, 1.55f)).Quantize();
        var group = Assert.IsType<LinearStep>(Assert.Single(model.Steps)).Groups[0];
        var arrays = new ModelArrays(model);
        Assert.Equal([127, -64], arrays.Weights(group.Weights));
        Assert.Equal([-1300], arrays.Ints(group.Bias));
        Assert.Equal(1e-4f, arrays.Floats(group.Multiplier)[0], 1e-11f);
        Assert.Equal((8, WeightLayout.Panels, 1), (group.Weights.Bits, group.Weights.Layout, group.Columns));
        Assert.Equal(0.5 + 1.27 - 0.64, new ReferenceInterpreter(model).Run([200, 200])[0], 1e-6);
    }

    /// <summary>The integer result with folded zero point is that of the dequantized numbers, but for the rounding of the bias.</summary>
    [Theory]
    [InlineData(8, 8, false)]
    [InlineData(7, 8, false)]
    [InlineData(4, 4, false)]
    [InlineData(8, 4, true)]
    [InlineData(8, 4, false, 32)]
    [InlineData(7, 8, false, 32)]
    public void Zero_point_algebra_is_that_of_the_reals(int activationBits, int weightBits, bool symmetric, int? groupSize = null)
    {
        const int depth = 37, rows = 5;
        var net = new Net(1, depth);
        net.Linear("fc", net.Input, 1, rows);
        var settings = new QuantizationSettings
        {
            ActivationBits = activationBits,
            WeightBits = weightBits,
            WeightGroupSize = groupSize,
            Scheme = symmetric ? ActivationScheme.Symmetric : ActivationScheme.Asymmetric,
        };
        var model = net.Range(net.Input, (-0.7f, 2.9f)).Quantize(settings);
        var group = ((LinearStep)model.Steps[0]).Groups[0];
        var arrays = new ModelArrays(model);
        var quantizer = model.Tensors[0].Quantization[0];
        var weights = arrays.Weights(group.Weights);
        var (lowest, highest) = weightBits == 8 ? (-127, 127) : groupSize is null ? (-8, 7) : (-120, 105);
        Assert.All(weights, weight => Assert.InRange(weight, lowest, highest));
        Assert.Equal(weightBits == 4 ? groupSize : null, group.Weights.ScaleGroups?.Size);
        Assert.Equal(SaturationCertificate.Compute(weights, rows, depth, quantizer.Max), group.Weights.Certificate);
        Assert.Equal((1 << activationBits) - 1, quantizer.Max);

        var input = new byte[depth];
        new Random(5).NextBytes(input);
        input = [.. input.Select(q => (byte)(q & quantizer.Max))];
        var actual = new ReferenceInterpreter(model).Run(input);
        var bias = ((LinearNode)net.Graph.Nodes[0]).Groups[0].Bias;
        for (var n = 0; n < rows; n++)
        {
            double unit = arrays.Floats(group.Multiplier)[n];
            var expected = (double)bias[n];
            for (var k = 0; k < depth; k++)
            {
                expected += weights[(n * depth) + k] * unit * (input[k] - quantizer.ZeroPoint);
            }

            Assert.Equal(expected, actual[n], (0.5001 * unit) + 1e-6);
        }
    }

    [Fact]
    public void Weights_are_within_half_a_step_of_the_real_ones()
    {
        foreach (var bits in new[] { 8, 4 })
        {
            float[] real = new Net(1, 1).Reals(300, 1);
            var rounded = new NearestRounding().Round(new WeightsToRound("fc", real, 3, 100, bits, new double[3]));
            for (var i = 0; i < real.Length; i++)
            {
                var step = rounded.Scales[i / 100];
                Assert.InRange(Math.Abs(real[i] - (step * rounded.Values[i])), 0, step * 0.50001);
            }
        }
    }

    /// <summary>Clip to [-0.5, 2] at scale 0.02 and zero point 50: codes 25 and 150; Relu6 at scale 0.02 from 0: 0 and 300, cut to 255.</summary>
    [Theory]
    [InlineData(-0.5f, 2f, -1f, 4.1f, 25, 150)]
    [InlineData(0f, 6f, 0f, 5.1f, 0, 255)]
    [InlineData(0f, float.PositiveInfinity, 0f, 5.1f, 0, 255)]
    public void Clip_becomes_the_bounds_of_the_clamp(float low, float high, float min, float max, int expectedLow, int expectedHigh)
    {
        var net = new Net(1, 4);
        var clipped = net.Activate("clip", net.Linear("fc", net.Input, 1, 3), new ClipFunction(low, high));
        net.Head(clipped);
        var group = ((LinearStep)net.Range(clipped, (min, max)).Quantize().Steps[0]).Groups[0];
        Assert.Equal((expectedLow, expectedHigh), (group.Low, group.High));
        Assert.Null(group.Table);
    }

    /// <summary>On 16 bits with scale 6 * 1.5 / 32767: 6 is round(6 / scale) = 21845, and no activation means the whole range.</summary>
    [Fact]
    public void Clip_on_the_residual_stream()
    {
        var net = new Net(1, 4);
        var clipped = net.Activate("clip", net.Linear("fc", net.Input, 1, 3), new ClipFunction(0, 6));
        net.Head(net.Norm("norm", clipped));
        var group = ((LinearStep)net.Range(clipped, (0, 6)).Quantize().Steps[0]).Groups[0];
        Assert.Equal((0, 0, 21845), (group.ZeroPoint, group.Low, group.High));
    }

    [Fact]
    public void Rows_of_zeros_give_their_bias()
    {
        var net = new Net(1, 2);
        net.Linear("fc", net.Input, 1, new LinearWeights(1, 3, 2, [0, 0, 1e-20f, 0, 0, 0], [2.5f, -7f, 0], null));
        var logits = new ReferenceInterpreter(net.Quantize()).Run([13, 255]);
        Assert.Equal(2.5f, logits[0], 1e-5f);
        Assert.Equal(-7f, logits[1], 1e-5f);
        Assert.Equal(0f, logits[2]);
    }

    /// <summary>70,000 products of 255 and 127 are 2.27e9, more than 2^31.</summary>
    [Fact]
    public void Accumulators_that_could_overflow_are_refused_by_node_and_channel()
    {
        const int depth = 70_000;
        float[] weights = [.. Enumerable.Repeat(0f, depth), .. Enumerable.Repeat(1f, depth)];
        var net = new Net(1, depth);
        net.Linear("blocks.0.fc1", net.Input, 1, new LinearWeights(1, 2, depth, weights, [0, 0], null));
        var error = Assert.ThrowsAny<UserError>(() => net.Range(net.Input, (0, 1)).Quantize());
        Assert.Contains("channel 1 of 'blocks.0.fc1'", error.Message);
        Assert.IsType<LinearStep>(net.Quantize(new QuantizationSettings { ActivationBits = 7 }).Steps[0]);
    }

    /// <summary>The bound is exact: bias + inputMax * sum of positive weights may reach 2^31 - 1 and no more, in either direction.</summary>
    [Theory]
    [InlineData(2147483647 - (255 * 100), false)]
    [InlineData(2147483647 - (255 * 100) + 1, true)]
    [InlineData(-2147483647 + (255 * 100), false)]
    [InlineData(-2147483647 + (255 * 100) - 1, true)]
    public void Overflow_proof_is_tight(double bias, bool refused)
    {
        sbyte[] row = [60, 40, -100];
        if (refused)
        {
            Assert.ThrowsAny<UserError>(() => AccumulatorProof.RequireFits("fc", 0, bias, row, 255));
        }
        else
        {
            Assert.Equal((int)bias, AccumulatorProof.RequireFits("fc", 0, bias, row, 255));
        }
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused_by_name()
    {
        var net = new Net(1, 2);
        net.Linear("fc9", net.Input, 1, new LinearWeights(1, 1, 2, [float.NaN, 0], [0], null));
        Assert.Contains("'fc9'", Assert.ThrowsAny<UserError>(() => net.Quantize()).Message);
    }

    [Fact]
    public void Missing_range_is_refused_by_tensor()
    {
        var net = new Net(1, 2);
        net.Head(net.Input);
        var error = Assert.ThrowsAny<UserError>(() => NetworkQuantizer.Quantize(
            net.Plan(), new Dictionary<Value, IReadOnlyList<QMlp.Calibrator.Calibration.ActivationRange>>(), new FloatInput(),
            net.Range(net.Input, (0, 1)).Quantize().Provenance, []));
        Assert.Contains("'input'", error.Message);
    }
}
