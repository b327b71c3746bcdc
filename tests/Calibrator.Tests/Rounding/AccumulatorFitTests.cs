using QMlp.Calibrator.Rounding;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Rounding;

public class AccumulatorFitTests
{
    private readonly Random _random = new(11);

    [Theory]
    [InlineData(127, 2)]
    [InlineData(127, 4)]
    [InlineData(127, 8)]
    [InlineData(255, 1)]
    [InlineData(255, 2)]
    public void Weights_that_fit_have_the_certificate_and_little_more_noise_than_it_takes(int inputMax, int quads)
    {
        var weights = Weights(rows: 20, depth: 101);
        var rounded = new NearestRounding().Round(weights);
        Assert.True(SaturationCertificate.Compute(rounded.Values, 20, 101, inputMax) < quads);
        var fit = AccumulatorFit.Make(new NearestRounding(), weights, rounded, inputMax, quads);
        Assert.True(SaturationCertificate.Compute(fit.Weights.Values, 20, 101, inputMax) >= quads);
        Assert.InRange(fit.Coarser, 1, 20);

        // Moving alone, with the scales as they were, costs more; so does the coarsest scale of all.
        var limit = new LaneLimit(101, inputMax, quads);
        var moved = rounded with { Values = [.. rounded.Values] };
        for (var n = 0; n < 20; n++)
        {
            limit.Enforce(moved.Row(n), weights, n, moved.Scales[n]);
        }

        var error = new WeightError(weights);
        Assert.Equal(error.OfRows(rounded).Sum(), fit.NoiseBefore, 1e-12);
        Assert.Equal(error.OfRows(fit.Weights).Sum(), fit.Noise, 1e-12);
        Assert.InRange(fit.Noise, fit.NoiseBefore, error.OfRows(moved).Sum() * 0.9);
    }

    [Fact]
    public void Rows_that_fit_are_left_as_they_are()
    {
        float[] harmless = [127, -64, 1, 0, 3, 5, -127, 2];
        float[] offending = [127, 127, 0, 0, 127, 127, 0, 0];
        var weights = new WeightsToRound("fc", (float[])[.. harmless, .. offending], 2, 8, 8, [0.0, 0.0]);
        var rounded = new NearestRounding().Round(weights);
        var fit = AccumulatorFit.Make(new NearestRounding(), weights, rounded, 127, 2);
        Assert.Equal(rounded.Values[..8], fit.Weights.Values[..8]);
        Assert.Equal(rounded.Scales[0], fit.Weights.Scales[0]);
        Assert.True(fit.Weights.Scales[1] > rounded.Scales[1]);
        Assert.Equal(1, fit.Coarser);
        Assert.Equal(sbyte.MaxValue, rounded.Values[8]);
    }

    /// <summary>One lane of four weights whose sum may be 258 (32767 / 127): of all integers that fit, none is nearer to the real weights.</summary>
    [Fact]
    public void No_other_integers_of_a_lane_that_fit_have_less_error()
    {
        for (var trial = 0; trial < 40; trial++)
        {
            float[] row = [.. Enumerable.Range(0, 8).Select(k => k % 4 < 2 ? (float)(63 + (5 * _random.NextDouble())) : 0)];
            double[]? moments = trial % 2 == 0 ? null : [.. Enumerable.Range(0, 64).Select(i => i / 8 == i % 8 ? 0.5 + _random.NextDouble() : 0)];
            var weights = new WeightsToRound("fc", row, 1, 8, 8, [0.0], moments);
            sbyte[] integers = [.. row.Select(weight => (sbyte)Math.Round(weight))];
            var before = integers.ToArray();
            var moved = new LaneLimit(8, 127, 2).Enforce(integers, weights, 0, 1);
            Assert.Equal(Enumerable.Range(0, 8).Count(k => integers[k] != before[k]), moved);
            Assert.True(SumOf(integers) <= 258);
            var error = new WeightError(weights);
            var found = error.OfRow(0, integers, 1);
            for (var code = 0; code < 16 * 16 * 16 * 16; code++)
            {
                sbyte[] other = [.. before];
                for (var i = 0; i < 4; i++)
                {
                    other[i % 2 + (i / 2 * 4)] = (sbyte)(56 + ((code >> (4 * i)) & 15));
                }

                Assert.True(SumOf(other) > 258 || error.OfRow(0, other, 1) >= found - 1e-9, $"{string.Join(' ', integers)} but {string.Join(' ', other)}");
            }
        }

        static int SumOf(sbyte[] lane) => lane.Sum(weight => weight);
    }

    /// <summary>Four times 80 is 62 more than 258.</summary>
    [Fact]
    public void The_weight_of_a_quiet_input_is_moved_first()
    {
        float[] row = [80, 80, 0, 0, 80, 80, 0, 0];
        var moments = new double[64];
        for (var k = 0; k < 8; k++)
        {
            moments[(k * 8) + k] = k == 4 ? 1e-6 : 1;
        }

        sbyte[] integers = [80, 80, 0, 0, 80, 80, 0, 0];
        Assert.Equal(1, new LaneLimit(8, 127, 2).Enforce(integers, new WeightsToRound("fc", row, 1, 8, 8, [0.0], moments), 0, 1));
        Assert.Equal([80, 80, 0, 0, 258 - 240, 80, 0, 0], integers.Select(weight => (int)weight));
    }

    /// <summary>With compensated rounding the error is that of the layer's output.</summary>
    [Fact]
    public void Noise_of_compensated_rounding_is_that_of_the_output()
    {
        const int depth = 24;
        var moments = new double[depth * depth];
        for (var vector = 0; vector < 100; vector++)
        {
            var common = Gaussian();
            double[] x = [.. Enumerable.Range(0, depth).Select(_ => Gaussian() + common)];
            for (var i = 0; i < moments.Length; i++)
            {
                moments[i] += x[i / depth] * x[i % depth];
            }
        }

        var weights = Weights(12, depth) with { Moments = moments };
        var (nearest, gptq) = (new NearestRounding(), new GptqRounding());
        var ofNearest = AccumulatorFit.Make(nearest, weights, nearest.Round(weights), 127, 4);
        var ofGptq = AccumulatorFit.Make(gptq, weights, gptq.Round(weights), 127, 4);
        Assert.True(SaturationCertificate.Compute(ofGptq.Weights.Values, 12, depth, 127) >= 4);
        Assert.True(ofGptq.Noise < ofNearest.Noise, $"{ofGptq.Noise} against {ofNearest.Noise}");
    }

    private WeightsToRound Weights(int rows, int depth) =>
        new("fc", (float[])[.. Enumerable.Range(0, rows * depth).Select(_ => (float)Gaussian())], rows, depth, 8, new double[rows]);

    private double Gaussian() => Enumerable.Range(0, 4).Sum(_ => _random.NextDouble()) - 2;
}
