using QMlp.Calibrator.Rounding;

namespace QMlp.Calibrator.Tests.Rounding;

/// <summary>4-bit weights whose rows have a multiplier of their scale for each group.</summary>
public class GroupedRoundingTests
{
    private readonly Random _random = new(5);

    /// <summary>
    /// Groups of weights up to 7.5, 1 and 0.5: the row's scale is 7.5 / 7 / 15 = 1/14, its steps 15/14, 2/14 and 1/14 clip nothing, so that the
    /// largest weights become 7.
    /// </summary>
    [Fact]
    public void Nearest_gives_each_group_the_smallest_multiplier_that_clips_nothing()
    {
        float[] row = [.. Group(7.5f, 8), .. Group(1, 8), .. Group(0.5f, 3)];
        var rounded = new NearestRounding().Round(Weights(row, 1, 8));
        Assert.Equal(1 / 14f, rounded.Scales[0], 1e-6f);
        Assert.Equal([15, 2, 1], rounded.Multipliers);
        Assert.Equal([7 * 15, 7 * 2, 7], [rounded.Values[7], rounded.Values[15], rounded.Values[18]]);
        AssertMultiples(rounded, row.Length, 8);
    }

    [Theory]
    [InlineData("nearest")]
    [InlineData("mse")]
    [InlineData("gptq")]
    public void Stored_integers_have_4_bits_and_multipliers_are_theirs(string name)
    {
        // 75 is no multiple of 32: the last group has 11 weights.
        const int rows = 9, depth = 75;
        var rounded = Rounding(name).Round(Uneven(rows, depth, 32));
        Assert.Equal(rows * 3, rounded.Multipliers.Length);
        Assert.All(rounded.Multipliers, multiplier => Assert.InRange(multiplier, 1, 15));
        Assert.True(rounded.Multipliers.Distinct().Count() > 3);
        AssertMultiples(rounded, depth, 32);
    }

    /// <summary>Weights whose size changes along the row: one scale wastes its integers on the largest.</summary>
    [Theory]
    [InlineData("nearest")]
    [InlineData("mse")]
    [InlineData("gptq")]
    public void Groups_have_less_error_than_one_scale(string name)
    {
        const int rows = 10, depth = 96;
        var weights = Uneven(rows, depth, null);
        double one = OutputError(weights, Rounding(name).Round(weights)), groups = OutputError(weights, Rounding(name).Round(weights with { GroupSize = 32 }));
        Assert.True(1.5 * groups < one, $"{groups} against {one}");
    }

    [Fact]
    public void Mse_finds_multipliers_that_no_other_of_its_own_beats()
    {
        const int depth = 64;
        var weights = Uneven(1, depth, 32);
        var rounded = new MseRounding().Round(weights);
        for (var g = 0; g < 2; g++)
        {
            for (var multiplier = 1; multiplier <= 15; multiplier++)
            {
                var other = rounded with { Values = [.. rounded.Values], Multipliers = [.. rounded.Multipliers] };
                NearestRounding.RoundGroup(weights, 0, g, multiplier, other);
                Assert.True(SquaredError(weights, rounded) <= SquaredError(weights, other) * 1.0000001, $"group {g}, multiplier {multiplier}");
            }
        }
    }

    /// <summary>Errors of a group are made up for in the groups after it, so compensation wins over the best plain rounding by far.</summary>
    [Fact]
    public void Gptq_has_less_output_error_than_plain_rounding_in_groups()
    {
        var weights = Uneven(12, 80, 32);
        double nearest = OutputError(weights, new NearestRounding().Round(weights)), mse = OutputError(weights, new MseRounding().Round(weights));
        var gptq = OutputError(weights, new GptqRounding().Round(weights));
        Assert.True(2 * gptq < mse && 2 * gptq < nearest, $"{gptq} against {mse} and {nearest}");
    }

    /// <summary>One group as long as the row, of a multiplier of 15, is the same as no groups.</summary>
    [Fact]
    public void A_single_group_is_the_row()
    {
        float[] row = [.. Group(3, 20)];
        var (grouped, plain) = (new NearestRounding().Round(Weights(row, 1, 32)), new NearestRounding().Round(Weights(row, 1, null)));
        Assert.Equal([15], grouped.Multipliers);
        Assert.Equal(plain.Values, grouped.WithoutMultipliers(RowGroups.OfSize(20, 32)));
        Assert.Equal(plain.Scales[0], 15 * grouped.Scales[0], 1e-6f);
    }

    /// <summary>The bias has to fit in units of the row's scale, which groups make 15 times finer.</summary>
    [Theory]
    [InlineData("nearest")]
    [InlineData("mse")]
    [InlineData("gptq")]
    public void Scales_respect_the_smallest_one(string name)
    {
        var weights = Uneven(1, 64, 32);
        var free = Rounding(name).Round(weights);
        var bound = Rounding(name).Round(weights with { SmallestScale = [10.0 * free.Scales[0]] });
        Assert.True(bound.Scales[0] >= 10 * free.Scales[0]);
        Assert.All(bound.Multipliers, multiplier => Assert.InRange(multiplier, 1, 4));
    }

    [Theory]
    [InlineData("nearest")]
    [InlineData("mse")]
    [InlineData("gptq")]
    public void Rows_of_zeros_stay_zeros(string name)
    {
        var rounded = Rounding(name).Round(Weights(new float[40], 1, 32) with { Moments = Moments(40) });
        Assert.All(rounded.Values, value => Assert.Equal(0, value));
        Assert.True(rounded.Scales[0] > 0);
    }

    private static IWeightRounding Rounding(string name) =>
        name switch { "nearest" => new NearestRounding(), "mse" => new MseRounding(), _ => new GptqRounding() };

    /// <summary>Values of the effective weights are multiples of their group's multiplier, by -8 to 7.</summary>
    private static void AssertMultiples(QuantizedWeights rounded, int depth, int size)
    {
        var groups = RowGroups.OfSize(depth, size);
        var stored = rounded.WithoutMultipliers(groups);
        Assert.All(stored, integer => Assert.InRange(integer, -8, 7));
        Assert.Equal(rounded.Values, stored.Select((integer, i) => (sbyte)(integer * rounded.Multipliers[(i / depth * groups.Count) + (i % depth / size)])));
    }

    /// <summary>Rising evenly to the greatest.</summary>
    private static IEnumerable<float> Group(float greatest, int count) => Enumerable.Range(1, count).Select(i => greatest * i / count);

    private static WeightsToRound Weights(float[] values, int rows, int? size) =>
        new("fc", values, rows, values.Length / rows, 4, new double[rows], null, size);

    /// <summary>Gaussian, each third of a row five times as large as the one before, with correlated inputs.</summary>
    private WeightsToRound Uneven(int rows, int depth, int? size)
    {
        float[] values = [.. Enumerable.Range(0, rows * depth).Select(i => (float)(Gaussian() * Math.Pow(5, i % depth * 3 / depth)))];
        return Weights(values, rows, size) with { Moments = Moments(depth) };
    }

    private double[] Moments(int depth)
    {
        var moments = new double[depth * depth];
        for (var v = 0; v < 3 * depth; v++)
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

    private static double SquaredError(WeightsToRound weights, QuantizedWeights rounded) => Enumerable.Range(0, weights.Values.Length)
        .Sum(i => Math.Pow(weights.Values.Span[i] - ((double)rounded.Scales[i / weights.Depth] * rounded.Values[i]), 2));

    private static double OutputError(WeightsToRound weights, QuantizedWeights rounded)
    {
        var error = 0.0;
        for (var n = 0; n < weights.Rows; n++)
        {
            double[] left = [
                .. Enumerable.Range(0, weights.Depth).Select(k => weights.Row(n)[k] - ((double)rounded.Scales[n] * rounded.Values[(n * weights.Depth) + k]))];
            for (var i = 0; i < weights.Depth * weights.Depth; i++)
            {
                error += weights.Moments![i] * left[i / weights.Depth] * left[i % weights.Depth];
            }
        }

        return error;
    }

    private double Gaussian() => Enumerable.Range(0, 12).Sum(_ => _random.NextDouble()) - 6;
}
