using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

public class ChannelwiseReferenceTests
{
    /// <summary>
    /// r = (1, 3): mean 2, variance 1; epsilon 3 makes the factor 1 / 2. (1 - 2) / 2 * 100 + 130 = 80, (3 - 2) / 2 * 10 + 130 = 135.
    /// </summary>
    [Fact]
    public void Layer_norm_of_two_channels()
    {
        var model = new ModelUnderTest(2).S16("r", [2]).U8("y", [2], zeroPoint: 130);
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([1f, 1f]), model.Store.Add([0f, 0f])));
        model.Add(new LayerNormStep("norm", "r", "y", 3, model.Store.Add([100f, 10f]), model.Store.Add([130f, 130f])));
        Assert.Equal([80, 135], model.Run(1, 3));
    }

    [Fact]
    public void Layer_norm_is_that_of_the_reals_to_within_rounding()
    {
        const int channels = 77;
        var model = new ModelUnderTest(5, channels).S16("r", [5, channels]).U8("y", [5, channels], zeroPoint: 128);
        var random = new Random(7);
        float[] up = [.. Enumerable.Range(0, channels).Select(_ => (float)((random.NextDouble() - 0.5) * 250))];
        float[] gain = [.. Enumerable.Range(0, channels).Select(_ => (float)(random.NextDouble() * 40))];
        float[] shift = [.. Enumerable.Range(0, channels).Select(_ => 128 + (float)(random.NextDouble() * 10))];
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add(up), model.Store.Add(new float[channels])));
        model.Add(new LayerNormStep("norm", "r", "y", 12.5, model.Store.Add(gain), model.Store.Add(shift)));
        var input = new byte[5 * channels];
        random.NextBytes(input);
        var actual = model.Run(input);
        for (var row = 0; row < 5; row++)
        {
            double[] r = [.. Enumerable.Range(0, channels).Select(c => Math.Round((double)(input[(row * channels) + c] * up[c])))];
            var mean = r.Average();
            var variance = r.Average(value => (value - mean) * (value - mean));
            for (var c = 0; c < channels; c++)
            {
                var expected = Math.Clamp(((r[c] - mean) / Math.Sqrt(variance + 12.5) * gain[c]) + shift[c], 0, 255);
                Assert.True(Math.Abs(actual[(row * channels) + c] - expected) <= 0.501, $"row {row}, channel {c}");
            }
        }
    }

    /// <summary>A row of equal values has variance 0: with a tiny epsilon the factor is large, and 0 times it is still 0.</summary>
    [Fact]
    public void Layer_norm_of_a_constant_row_is_its_offset()
    {
        var model = new ModelUnderTest(3).S16("r", [3]).U8("y", [3], zeroPoint: 9);
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([100f, 100f, 100f]), model.Store.Add([0f, 0f, 0f])));
        model.Add(new LayerNormStep("norm", "r", "y", 1e-20, model.Store.Add([5f, 5f, 5f]), model.Store.Add([9f, 9f, 9f])));
        Assert.Equal([9, 9, 9], model.Run(200, 200, 200));
    }

    /// <summary>Columns of [[1, 10], [2, 20], [4, 30]] sum to 7 and 60; 7 / 2 = 3.5 rounds to 4, 60 / 3 + 5 = 25.</summary>
    [Fact]
    public void Mean_is_an_exact_sum_and_one_requantization()
    {
        var model = new ModelUnderTest(3, 2).U8("y", [2]);
        model.Add(new MeanStep("mean", "x", "y", 0, model.Store.Add([0.5f, 1 / 3f]), model.Store.Add([0f, 5f])));
        Assert.Equal([4, 25], model.Run(1, 10, 2, 20, 4, 30));
    }

    /// <summary>Per-channel gain and offset: 10 * -1 + 3 clamps to 0; 10 * 0.25 + 0 = 2.5 rounds to 2; 7-bit codes end at 127.</summary>
    [Fact]
    public void Rescale_rounds_half_even_and_clamps_to_the_output_s_codes()
    {
        var model = new ModelUnderTest(3).U8("y", [3], max: 127);
        model.Add(new RescaleStep("scale", "x", "y", model.Store.Add([-1f, 0.25f, 100f]), model.Store.Add([3f, 0f, 0f])));
        Assert.Equal([0, 2, 127], model.Run(10, 10, 10));
    }
}
