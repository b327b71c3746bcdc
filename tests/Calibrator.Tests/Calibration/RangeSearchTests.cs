using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Calibration;

/// <summary>The methods that search for a range: squared error, entropy, and the choice among methods.</summary>
public class RangeSearchTests
{
    /// <summary>Values 0, 1 and 2 with three levels from 0 to 2: exact. With a range to 1, levels 0, 0.5 and 1: the 2 is off by 1.</summary>
    [Fact]
    public void Squared_error_of_a_few_values()
    {
        var histogram = Distributions.Statistics([0, 1, 2]).Histogram;
        Assert.Equal(0, new GridError(histogram, null).SumOfSquares(new RangeGrid(new ActivationRange(0, 2), 3)), 1e-6);
        Assert.Equal(1, new GridError(histogram, null).SumOfSquares(new RangeGrid(new ActivationRange(0, 1), 3)), 1e-3);
    }

    /// <summary>The error by the histogram's bins is that of quantizing the values themselves.</summary>
    [Theory]
    [InlineData(256, 1.0)]
    [InlineData(256, 0.5)]
    [InlineData(16, 0.5)]
    public void Squared_error_is_that_of_the_values(int levels, double part)
    {
        var values = Distributions.WithOutliers(new Random(4), 40000, 1, 3);
        var statistics = Distributions.Statistics(values);
        var range = new ActivationRange((float)(part * statistics.Min), (float)(part * statistics.Max));
        var expected = Error(values, range, levels);
        Assert.Equal(expected, new GridError(statistics.Histogram, null).SumOfSquares(new RangeGrid(range, levels)), 0.02 * expected);
    }

    /// <summary>
    /// GELU of what lies below -4 is nothing: a table's input that reaches to -12 gets a range that ends far before, and finer steps for
    /// the rest.
    /// </summary>
    [Fact]
    public void A_tables_input_gets_the_range_in_which_the_function_is_not_flat()
    {
        var statistics = Distributions.Statistics(Distributions.Normal(new Random(5), 40000, 3));
        var (behind, alone) = (new MseMethod().Choose(statistics, 256, new GeluFunction()), new MseMethod().Choose(statistics, 256));
        Assert.InRange(behind.Min, -5, -2);
        Assert.True(alone.Min < -9);
        var error = new GridError(statistics.Histogram, new GeluFunction());
        Assert.True(1.5 * error.SumOfSquares(new RangeGrid(behind, 256)) < error.SumOfSquares(new RangeGrid(alone, 256)));
    }

    /// <summary>Against every pair of bounds in steps of a fiftieth: none is noticeably better.</summary>
    [Theory]
    [InlineData(16, 1, false)]
    [InlineData(16, 8, false)]
    [InlineData(256, 8, false)]
    [InlineData(64, 8, true)]
    public void Mse_finds_what_trying_all_ranges_finds(int levels, double factor, bool rectified)
    {
        var values = Distributions.WithOutliers(new Random(7), 20000, 1, factor);
        values = rectified ? Distributions.Rectified(values) : values;
        var statistics = Distributions.Statistics(values);
        var found = Error(values, new MseMethod().Choose(statistics, levels), levels);
        var best = double.PositiveInfinity;
        for (var low = rectified ? 50 : 1; low <= 50; low++)
        {
            for (var high = 1; high <= 50; high++)
            {
                best = Math.Min(
                    best,
                    new GridError(statistics.Histogram, null).SumOfSquares(
                        new RangeGrid(new ActivationRange(statistics.Min * low / 50, statistics.Max * high / 50), levels)));
            }
        }

        Assert.InRange(found, 0, 1.03 * best);
        Assert.True(found <= Error(values, new MinMaxMethod().Choose(statistics, levels), levels));
    }

    /// <summary>A lone outlier is cut off on its own side only.</summary>
    [Theory]
    [InlineData("mse", 16)]
    [InlineData("entropy", 16)]
    public void Bounds_are_searched_apart(string name, int levels)
    {
        float[] values = [.. Distributions.Normal(new Random(2), 30000, 1), 12];
        var range = CalibrationMethod.Parse(name).Choose(Distributions.Statistics(values), levels);
        Assert.InRange(range.Max, 2, 6);
        Assert.InRange(range.Min, -6, -1.9f);
    }

    /// <summary>Uniform values, of which every quantizer that covers them keeps the distribution.</summary>
    [Fact]
    public void Entropy_keeps_what_is_spread_evenly()
    {
        var range = new EntropyMethod().Choose(Distributions.Statistics([.. Enumerable.Range(-5000, 10001).Select(i => i / 1000f)]), 16);
        Assert.InRange(range.Min, -5, -4.7f);
        Assert.InRange(range.Max, 4.7f, 5);
    }

    /// <summary>
    /// Four levels of four cells from -0.5 to 3.5; values in the first cell of level 1 (2 of them) and the second cell (6): both are filled, so
    /// q is 1/2 each, and the sum is 1/4 ln(1/4 / (1/2)) + 3/4 ln(3/4 / (1/2)).
    /// </summary>
    [Fact]
    public void Divergence_of_two_cells()
    {
        var histogram = Distributions.Statistics([.. Enumerable.Repeat(0.625f, 2), .. Enumerable.Repeat(0.875f, 6)]).Histogram;
        var expected = (0.25 * Math.Log(0.5)) + (0.75 * Math.Log(1.5));
        Assert.Equal(expected, EntropyMethod.Divergence(histogram, new ActivationRange(0, 3), 4), 1e-12);
    }

    /// <summary>Outliers in one sample of four, which is not held out: min/max, chosen on them too, loses on the others.</summary>
    [Fact]
    public void Auto_takes_the_method_of_the_least_held_out_error()
    {
        var random = new Random(9);
        var method = CalibrationMethod.Parse("auto");
        float[][] plain = [.. Enumerable.Range(0, 8).Select(_ => Distributions.Normal(random, 2000, 1))];
        float[][] odd = [.. plain];
        odd[0] = [.. odd[0], 60];
        var settled = method.Choose(Distributions.Statistics(method.Settings, plain), 256);
        var clipped = method.Choose(Distributions.Statistics(method.Settings, odd), 256);
        Assert.InRange(settled.Max, 2.5f, 6);
        Assert.InRange(clipped.Max, 2.5f, 10);
    }

    [Fact]
    public void Methods_do_not_depend_on_the_order_of_samples()
    {
        float[][] samples = [.. Enumerable.Range(0, 6).Select(i => Distributions.WithOutliers(new Random(i), 3000, 1, 5))];
        foreach (var method in (string[])["mse", "entropy"])
        {
            var chosen = CalibrationMethod.Parse(method);
            Assert.Equal(
                chosen.Choose(Distributions.Statistics(chosen.Settings, samples), 256),
                chosen.Choose(Distributions.Statistics(chosen.Settings, samples.Reverse()), 256));
        }
    }

    [Fact]
    public void Held_out_samples_can_be_taken_in_again()
    {
        float[][] samples = [.. Enumerable.Range(0, 9).Select(i => Distributions.WithOutliers(new Random(i), 500, 1 + i, 5))];
        var all = Distributions.Statistics(new StatisticsSettings(), samples).Histogram;
        var joined = Distributions.Statistics(new StatisticsSettings(HeldOutEvery: 4), samples).WithHeldOut().Histogram;
        Assert.Equal(all.Counts, joined.Counts);
        Assert.Equal((all.Count, all.Min, all.Max, all.LowerEdge(0)), (joined.Count, joined.Min, joined.Max, joined.LowerEdge(0)));
    }

    [Fact]
    public void Movement_is_the_larger_of_two_in_parts_of_the_width() =>
        Assert.Equal(0.125, new RangeMovement("x", 0, new ActivationRange(-1, 2.25f), new ActivationRange(-1.5f, 2.5f)).Relative);

    private static double Error(float[] values, ActivationRange range, int levels)
    {
        var scale = ((double)range.Max - range.Min) / (levels - 1);
        var zero = Math.Clamp(Math.Round(-range.Min / scale), 0, levels - 1);
        return values.Sum(x => Math.Pow(x - (scale * (Math.Clamp(Math.Round(x / scale) + zero, 0, levels - 1) - zero)), 2));
    }
}
