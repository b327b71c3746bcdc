using QMlp.Calibrator.Rounding;

namespace QMlp.Calibrator.Tests.Rounding;

public class WeightRoundingTests
{
    private readonly Random _random = new(3);

    /// <summary>Weights -0.8 and 0.7 of 4 bits: scale 0.1, both ends of the grid are used; 0.05 lies between 0 and 1 and goes to the even one.</summary>
    [Fact]
    public void Nearest_uses_both_ends_of_the_grid()
    {
        var rounded = new NearestRounding().Round(Row([-0.8f, 0.7f, 0.3f, -0.12f], 4));
        Assert.Equal(0.1f, rounded.Scales[0], 1e-6f);
        Assert.Equal([-8, 7, 3, -1], rounded.Values);
    }

    /// <summary>One weight ten times the others: clipping it makes hundred others finer.</summary>
    [Fact]
    public void Mse_clips_where_that_helps_and_finds_the_best_of_its_scales()
    {
        float[] row = [10, .. Enumerable.Range(0, 100).Select(i => (float)Math.Sin(i))];
        var weights = Row(row, 4);
        var (nearest, mse) = (new NearestRounding().Round(weights), new MseRounding().Round(weights));
        Assert.True(mse.Scales[0] < nearest.Scales[0]);
        Assert.True(SquaredError(row, mse) < SquaredError(row, nearest));
        foreach (var scale in WeightGrid.Candidates(nearest.Scales[0], 0))
        {
            var other = new QuantizedWeights(new sbyte[row.Length], [scale], [1]);
            NearestRounding.RoundGroup(weights, 0, 0, 1, other);
            Assert.True(SquaredError(row, mse) <= SquaredError(row, other));
        }
    }

    [Fact]
    public void Mse_keeps_the_full_scale_where_it_is_exact()
    {
        var rounded = new MseRounding().Round(Row([-0.8f, 0.7f, 0.3f, -0.2f], 4));
        Assert.Equal([-8, 7, 3, -2], rounded.Values);
    }

    /// <summary>Neither may choose a scale at which the bias would not fit its 32 bits.</summary>
    [Theory]
    [InlineData("mse")]
    [InlineData("gptq")]
    public void Scales_respect_the_smallest_one(string name)
    {
        IWeightRounding rounding = name == "mse" ? new MseRounding() : new GptqRounding();
        float[] row = [10, .. Enumerable.Range(0, 30).Select(i => (float)Math.Sin(i))];
        var free = rounding.Round(Row(row, 4, Identity(row.Length)));
        var bound = rounding.Round(Row(row, 4, Identity(row.Length)) with { SmallestScale = [1.4] });
        Assert.True(free.Scales[0] < 1.4f, $"{free.Scales[0]}");
        Assert.True(bound.Scales[0] >= 1.4f, $"{bound.Scales[0]}");
    }

    /// <summary>
    /// Inputs that are all but equal: the two weights 0.25 each act as one of 0.5 (in units of the scale, which the weight 7 fixes).
    /// Nearest gives 0 and 0; made up for, one of them becomes 1 or both errors cancel.
    /// </summary>
    [Fact]
    public void Gptq_makes_up_for_an_error_in_correlated_inputs()
    {
        double[] moments = [1, 0, 0, 0, 1, 0.999, 0, 0.999, 1];
        float[] row = [7, 0.4f, 0.4f];
        var nearest = new NearestRounding().Round(Row(row, 4, moments));
        var gptq = new GptqRounding().Round(Row(row, 4, moments));
        Assert.Equal([7, 0, 0], nearest.Values);
        Assert.Equal(1, gptq.Values[1] + gptq.Values[2]);
        Assert.True(OutputError(row, gptq, moments) < 0.1 * OutputError(row, nearest, moments));
    }

    /// <summary>On its own calibration inputs it is better than rounding to nearest, and for 4 bits by far.</summary>
    [Theory]
    [InlineData(4, 3.0)]
    [InlineData(8, 1.0)]
    public void Gptq_has_less_output_error_than_nearest_in_every_row(int bits, double factor)
    {
        const int rows = 12, depth = 40;
        var moments = Moments(depth, 200);
        float[] values = [.. Enumerable.Range(0, rows * depth).Select(_ => (float)Gaussian())];
        var weights = new WeightsToRound("fc", values, rows, depth, bits, new double[rows], moments);
        var (nearest, gptq) = (new NearestRounding().Round(weights), new GptqRounding().Round(weights));
        double ofNearest = 0, ofGptq = 0;
        for (var n = 0; n < rows; n++)
        {
            var (a, b) = (OutputError(weights.Row(n), RowOf(nearest, n, depth), moments), OutputError(weights.Row(n), RowOf(gptq, n, depth), moments));
            Assert.True(b <= a, $"row {n}: {b} against {a}");
            (ofNearest, ofGptq) = (ofNearest + a, ofGptq + b);
        }

        Assert.True(factor * ofGptq < ofNearest, $"{ofGptq} against {ofNearest}");
    }

    /// <summary>Of four weights at the chosen scale every integer vector is tried: none of the 16^4 may be much better.</summary>
    [Fact]
    public void Gptq_is_near_the_best_of_all_integer_vectors()
    {
        var moments = Moments(4, 30);
        double found = 0, possible = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            float[] row = [.. Enumerable.Range(0, 4).Select(_ => (float)Gaussian())];
            var gptq = new GptqRounding().Round(Row(row, 4, moments));
            var best = double.PositiveInfinity;
            for (var code = 0; code < 1 << 16; code++)
            {
                sbyte[] integers = [.. Enumerable.Range(0, 4).Select(k => (sbyte)(((code >> (4 * k)) & 15) - 8))];
                best = Math.Min(best, OutputError(row, gptq with { Values = integers }, moments));
            }

            found += OutputError(row, gptq, moments);
            possible += best;
        }

        Assert.InRange(found, possible, 1.5 * possible);
    }

    [Fact]
    public void Gptq_of_inputs_that_were_always_zero_is_plain_rounding()
    {
        float[] row = [0.5f, -1, 0.3f];
        var gptq = new GptqRounding().Round(Row(row, 8, new double[9]));
        Assert.All(row.Zip(gptq.Values), pair => Assert.Equal(pair.First, gptq.Scales[0] * pair.Second, 0.005f));
    }

    [Fact]
    public void Factor_times_its_transpose_is_the_damped_matrix()
    {
        const int order = 23;
        var matrix = Moments(order, 60);
        var factor = TriangularFactor.Of(matrix, order, 0.5);
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j < order; j++)
            {
                var sum = 0.0;
                for (var k = Math.Max(i, j); k < order; k++)
                {
                    sum += factor.Column(k)[i] * factor.Column(k)[j];
                }

                Assert.Equal(matrix[(i * order) + j] + (i == j ? 0.5 : 0), sum, 1e-9 * order * 60);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.Throws<ArithmeticException>(() => TriangularFactor.Of([1, 2, 2, 1], 2, 0));

    private static WeightsToRound Row(float[] row, int bits, double[]? moments = null) => new("fc", row, 1, row.Length, bits, [0.0], moments);

    private static QuantizedWeights RowOf(QuantizedWeights weights, int n, int depth) =>
        new(weights.Values[(n * depth)..((n + 1) * depth)], [weights.Scales[n]], [1]);

    private static double[] Identity(int order) => [.. Enumerable.Range(0, order * order).Select(i => i / order == i % order ? 1.0 : 0.0)];

    private static double SquaredError(ReadOnlySpan<float> row, QuantizedWeights rounded) => OutputError(row, rounded, Identity(row.Length));

    private static double OutputError(ReadOnlySpan<float> row, QuantizedWeights rounded, double[] moments)
    {
        var error = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            for (var j = 0; j < row.Length; j++)
            {
                error += moments[(i * row.Length) + j] * (row[i] - ((double)rounded.Scales[0] * rounded.Values[i])) * (
                    row[j] - ((double)rounded.Scales[0] * rounded.Values[j]));
            }
        }

        return error;
    }

    /// <summary>Of inputs that have much in common, as those of a layer have.</summary>
    private double[] Moments(int depth, int vectors)
    {
        var moments = new double[depth * depth];
        for (var v = 0; v < vectors; v++)
        {
            var common = 2 * Gaussian();
            double[] x = [.. Enumerable.Range(0, depth).Select(k => Gaussian() + (common * ((k % 3) - 0.5)))];
            for (var i = 0; i < moments.Length; i++)
            {
                moments[i] += x[i / depth] * x[i % depth];
            }
        }

        return moments;
    }

    private double Gaussian() => Enumerable.Range(0, 12).Sum(_ => _random.NextDouble()) - 6;
}
