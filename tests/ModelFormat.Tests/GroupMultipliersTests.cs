using CsCheck;

namespace QMlp.ModelFormat.Tests;

public class GroupMultipliersTests
{
    [Fact]
    public void What_was_packed_is_found_again() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 200], Gen.Int[1, 10], Gen.Int).Sample(
            (rows, depth, eighths, seed) =>
            {
                var size = 8 * eighths;
                var count = GroupMultipliers.Count(depth, size);
                var random = new Random(seed);
                byte[] multipliers = [.. Enumerable.Range(0, rows * count).Select(_ => (byte)random.Next(16))];
                var packed = GroupMultipliers.Pack(multipliers, rows, depth, size);
                Assert.Equal(GroupMultipliers.PackedLength(rows, depth, size), packed.Length);
                Assert.Equal(
                    multipliers.Select(m => (int)m),
                    Enumerable.Range(0, rows * count).Select(i => GroupMultipliers.At(packed, i / count, i % count, depth, size)));
            },
            iter: 500, threads: 1);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains(
            "2 x 3 multipliers are expected, 5", Assert.Throws<ArgumentException>(() => GroupMultipliers.Pack(new byte[5], 2, 70, 32)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Multiplier 1 is 16", Assert.Throws<ArgumentException>(() => GroupMultipliers.Pack([1, 16, 3], 1, 70, 32)).Message, StringComparison.Ordinal);
    }

    /// <summary>Stored -8..7 times 0..15, also where the last group of a row is shorter; both ends of the range are reached.</summary>
    [Theory]
    [InlineData("panels")]
    [InlineData("rows")]
    public void Effective_weights_are_stored_ones_times_the_multiplier_of_their_group(string name)
    {
        const int rows = 3, depth = 19, size = 8;
        var layout = name == "panels" ? WeightLayout.Panels : WeightLayout.Rows;
        sbyte[] integers = [.. Enumerable.Range(0, rows * depth).Select(i => (sbyte)((i % 16) - 8))];
        byte[] multipliers = [1, 2, 3, 15, 14, 0, 15, 15, 15];
        var store = new WeightStoreBuilder();
        var matrix = new WeightMatrix(
            rows, depth, 4, layout, 0, store.Add(WeightPacking.Pack(integers, rows, depth, 4, layout)),
            new ScaleGroups(size, store.Add(GroupMultipliers.Pack(multipliers, rows, depth, size))));
        var effective = matrix.Effective(store.Content.Span);
        Assert.Equal(integers, matrix.Stored(store.Content.Span));
        Assert.Equal(integers.Select((q, i) => q * multipliers[(i / depth * 3) + (i % depth / size)]), effective.Select(w => (int)w));
        Assert.Equal((-120, 105), (effective.Min(), effective.Max()));
    }
}
