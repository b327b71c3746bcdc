using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Tests.Analysis;

public class DistributionTests
{
    [Fact]
    public void Moments_are_those_of_the_elements()
    {
        var sum = new DistributionSum(channels: 2);
        // Channel 0 has 1, 3, channel 1 has -2, 2.
        sum.Add([1, -2, 3, 2]);
        var of = sum.Finish();
        Assert.Equal((4, -2.0, 3.0), (of.Count, of.Min, of.Max));
        Assert.Equal(1, of.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(18.0 / 4), of.Rms, 1e-12);
        // Deviations 0, -3, 2, 1: squares 14/4, fourth powers 98/4.
        Assert.Equal(98.0 / 4 / Math.Pow(14.0 / 4, 2), of.Kurtosis, 1e-12);
        Assert.Equal(3 / Math.Sqrt(18.0 / 4), of.MaxToRms, 1e-12);
        Assert.Equal(4, of.Histogram.Counts.Sum());
    }

    [Fact]
    public void A_channel_that_reaches_far_shows_in_the_spread()
    {
        var sum = new DistributionSum(channels: 4);
        for (var i = 0; i < 50; i++)
        {
            sum.Add([1, -1, 30, 1]);
        }

        Assert.Equal(30, sum.Finish().ChannelSpread, 1e-6);
    }

    [Fact]
    public void Percentiles_follow_the_order_of_the_elements()
    {
        var sum = new DistributionSum(channels: 1);
        sum.Add([.. Enumerable.Range(0, 1001).Select(i => (float)i)]);
        var percentiles = sum.Finish().Percentiles;
        Assert.Equal(1, percentiles.P0_1, 1.0);
        Assert.Equal(500, percentiles.P50, 1.0);
        Assert.Equal(990, percentiles.P99, 1.0);
    }
}
