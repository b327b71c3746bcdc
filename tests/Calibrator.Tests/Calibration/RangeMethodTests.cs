using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Tests.Calibration;

public class RangeMethodTests
{
    [Fact]
    public void Min_max_clips_nothing()
    {
        var range = new MinMaxMethod().Choose(Distributions.Statistics([3, -1.5f, 0.25f]), 256);

        Assert.Equal(new ActivationRange(-1.5f, 3), range);
    }

    [Theory]
    [InlineData("50.001")]
    [InlineData("90")]
    [InlineData("99")]
    [InlineData("99.9")]
    [InlineData("99.99")]
    [InlineData("100")]
    public void Percentiles_are_the_kth_values_to_within_a_bin_outward(string percentage)
    {
        var percent = decimal.Parse(percentage, System.Globalization.CultureInfo.InvariantCulture);
        var random = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var values = Distributions.WithOutliers(random, random.Next(1, 30000), 2, 20);
            var statistics = Distributions.Statistics(values);
            var range = new PercentileMethod(percent).Choose(statistics, 256);

            var sorted = values.Order().ToArray();
            var k = (int)decimal.Ceiling(values.Length * percent / 100);
            var width = statistics.Histogram.BinWidth;
            if (sorted[0] < 0 && sorted[^1] > 0)
            {
                Assert.InRange(range.Max, sorted[k - 1], Math.Min(sorted[k - 1] + width, sorted[^1]));
                Assert.InRange(range.Min, Math.Max(sorted[^k] - width, sorted[0]), sorted[^k]);
            }
        }
    }

    [Fact]
    public void Percentiles_of_tensors_that_are_nowhere_negative_clip_above_only()
    {
        var values = Distributions.Rectified(Distributions.WithOutliers(new Random(6), 30000, 1, 30));
        var up = new PercentileMethod(99.9m).Choose(Distributions.Statistics(values), 256);
        var down = new PercentileMethod(99.9m).Choose(Distributions.Statistics([.. values.Select(value => -value)]), 256);

        Assert.Equal(0, up.Min);
        Assert.InRange(up.Max, 1, values.Max() / 2);
        Assert.Equal(0, down.Max);
        Assert.Equal(up.Max, -down.Min, up.Max / 1000);
    }

    /// <summary>Three full batches, and a part of one that does not count.</summary>
    [Fact]
    public void Moving_averages_follow_their_recurrence_over_batches()
    {
        (float Min, float Max)[] batches = [(-1, 2), (-3, 1), (0, 8), (-99, 99)];
        var samples = batches.SelectMany(
            batch => Enumerable.Repeat<float[]>([0, 0.5f], GroupStatistics.MovingBatch - 2).Append([batch.Min, 0]).Append([0, batch.Max])).SkipLast(1);
        var range = new MovingAverageMethod().Choose(Distributions.Statistics(new StatisticsSettings(Momentum: 0.75), samples), 256);

        Assert.Equal((0.75 * ((0.75 * -1) + (0.25 * -3))) + (0.25 * 0), range.Min, 1e-6);
        Assert.Equal((0.75 * ((0.75 * 2) + (0.25 * 1))) + (0.25 * 8), range.Max, 1e-6);
    }

    [Fact]
    public void Moving_averages_of_less_than_a_batch_are_the_extremes()
    {
        var range = new MovingAverageMethod().Choose(Distributions.Statistics(new StatisticsSettings(Momentum: 0.75), [-1, 2], [-3, 1]), 256);
        Assert.Equal(new ActivationRange(-3, 2), range);
    }

    [Theory]
    [InlineData(0.1f, 0.9f, 0f)]
    [InlineData(-2f, -1f, -2f)]
    [InlineData(-1.001f, 1.001f, -1.00390625f)]
    [InlineData(-6f, 6f, -6f)]
    public void Ranges_are_made_to_contain_zero_and_rounded_outward(float min, float max, float expectedMin)
    {
        var range = RangeRounding.Round(new ActivationRange(min, max));

        Assert.Equal(expectedMin, range.Min);
        Assert.InRange(range.Max, Math.Max(max, 0), Math.Max(max, 0) * (1 + (1f / 256)));
    }

    [Fact]
    public void Rounded_bounds_have_few_bits_and_are_rounded_once_for_all()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 20000; trial++)
        {
            var bound = (float)((1 + random.NextDouble()) * Math.ScaleB(1, random.Next(-90, 120)));
            var range = RangeRounding.Round(new ActivationRange(-bound, bound));

            Assert.Equal(-range.Min, range.Max);
            Assert.InRange(range.Max, bound, bound * (1 + (1.0 / 256)));
            Assert.Equal(0, BitConverter.SingleToInt32Bits(range.Max) & ((1 << (23 - RangeRounding.FractionBits)) - 1));
            Assert.Equal(range, RangeRounding.Round(range));
        }

        Assert.Equal(float.MaxValue, RangeRounding.Round(new ActivationRange(0, float.MaxValue)).Max);
    }

    [Theory]
    [InlineData("minmax")]
    [InlineData("percentile:99.9")]
    [InlineData("moving-average:0.9")]
    [InlineData("mse")]
    [InlineData("entropy")]
    [InlineData("auto")]
    public void A_tensor_that_is_always_zero_gets_a_plain_range(string method)
    {
        var chosen = CalibrationMethod.Parse(method);
        foreach (var value in (float[])[0, -0f, 1e-42f])
        {
            Assert.Equal(new ActivationRange(0, 1), chosen.Choose(Distributions.Statistics(chosen.Settings, [value, value], [value, value]), 256));
        }
    }

    [Theory]
    [InlineData("minmax", "minmax")]
    [InlineData("percentile", "percentile:99.99")]
    [InlineData("percentile:99.990", "percentile:99.99")]
    [InlineData("percentile:100", "percentile:100")]
    [InlineData("moving-average", "moving-average:0.99")]
    [InlineData("moving-average:0.5", "moving-average:0.5")]
    [InlineData("mse", "mse")]
    [InlineData("entropy", "entropy")]
    [InlineData("auto", "auto")]
    public void Methods_have_canonical_names(string text, string name)
    {
        Assert.Equal(name, CalibrationMethod.Parse(text).Name);
        Assert.Equal(name, CalibrationMethod.Parse(name).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MinMax")]
    [InlineData("minmax:1")]
    [InlineData("percentile:")]
    [InlineData("percentile:50")]
    [InlineData("percentile:100.1")]
    [InlineData("percentile:-99")]
    [InlineData("percentile:99,9")]
    [InlineData("percentile:1e2")]
    [InlineData("moving-average:1")]
    [InlineData("median")]
    [InlineData("mse:2")]
    [InlineData("auto:")]
    public void Other_methods_are_refused_with_a_sentence(string text)
    {
        var message = Assert.Throws<UserError>(() => CalibrationMethod.Parse(text)).Message;

        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }
}
