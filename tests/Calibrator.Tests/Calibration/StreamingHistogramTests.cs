using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Tests.Calibration;

public class StreamingHistogramTests
{
    [Fact]
    public void Every_value_is_counted_in_the_bin_that_holds_it()
    {
        var values = Distributions.Normal(new Random(1), 20000, 3);
        var histogram = new StreamingHistogram();
        histogram.Add(values);

        Assert.Equal(values.Length, histogram.Count);
        Assert.Equal((values.Min(), values.Max()), (histogram.Min, histogram.Max));
        Assert.InRange(histogram.Bins, StreamingHistogram.MaxBins / 2, StreamingHistogram.MaxBins);
        for (var bin = 0; bin < histogram.Bins; bin++)
        {
            var (low, high) = (histogram.LowerEdge(bin), histogram.LowerEdge(bin + 1));
            Assert.Equal(values.LongCount(value => value >= low && value < high), histogram.Counts[bin]);
            Assert.InRange(histogram.Center(bin), Math.Max(low, histogram.Min), Math.Min(high, histogram.Max));
            bin += 7; // a ninth of the bins is enough
        }
    }

    [Fact]
    public void Order_and_batches_do_not_matter()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 30; trial++)
        {
            // Magnitudes over many powers of two, so that bins merge often.
            var values = Enumerable.Range(0, 3000)
                .Select(_ => (float)((random.NextDouble() - (trial % 3 * 0.5)) * Math.ScaleB(1, random.Next(-30, random.Next(-29, 20))))).ToArray();
            var whole = new StreamingHistogram();
            whole.Add(values);
            random.Shuffle(values);
            var pieces = new StreamingHistogram();
            for (var i = 0; i < values.Length;)
            {
                var length = Math.Min(random.Next(0, 40), values.Length - i);
                pieces.Add(values.AsSpan(i, length));
                i += length;
            }

            Assert.Equal((whole.Min, whole.Max, whole.BinWidth, whole.LowerEdge(0)), (pieces.Min, pieces.Max, pieces.BinWidth, pieces.LowerEdge(0)));
            Assert.Equal(whole.Counts.ToArray(), pieces.Counts.ToArray());
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1f, 1f)]
    [InlineData(-1e-45f, 1e-45f)]
    [InlineData(-3.4028235e38f, 3.4028235e38f)]
    [InlineData(1e-30f, 1e30f)]
    [InlineData(1000f, 1000.0001f)]
    [InlineData(-8f, -7.9999995f)]
    public void Extremes_are_held(float low, float high)
    {
        var histogram = new StreamingHistogram();
        histogram.Add([low]);
        histogram.Add([high, low]);

        Assert.Equal(3, histogram.Count);
        Assert.Equal(3, histogram.Counts.ToArray().Sum());
        Assert.InRange(histogram.Bins, 1, StreamingHistogram.MaxBins);
        Assert.InRange(low, histogram.LowerEdge(0), histogram.LowerEdge(1));
        Assert.True(high >= histogram.LowerEdge(histogram.Bins - 1) && high < histogram.LowerEdge(histogram.Bins));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused_and_change_nothing(float bad)
    {
        var histogram = new StreamingHistogram();
        histogram.Add([1]);

        Assert.Throws<ArgumentException>(() => histogram.Add([2, bad]));
        Assert.Equal((1, 1f), (histogram.Count, histogram.Max));
    }
}
