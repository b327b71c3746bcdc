namespace QMlp.ModelFormat.Tests;

public class SaturationCertificateTests
{
    /// <summary>
    /// Feeds every combination of smallest and largest inputs to one lane after the other and adds as the instructions do: the pair
    /// by vpmaddubsw (saturating), blocks of g quads by 16-bit additions. Sums are linear, so the extremes are at such corners.
    /// </summary>
    private static bool IsExactFor(sbyte[] row, int inputMax, int quads)
    {
        for (var start = 0; start < row.Length; start += 4 * quads)
        {
            for (var lane = 0; lane < 4; lane += 2)
            {
                int[] members = [.. Enumerable.Range(start, Math.Min(4 * quads, row.Length - start)).Where(k => (k & 2) == lane)];
                for (var corner = 0; corner < 1 << members.Length; corner++)
                {
                    int exact = 0, in16 = 0;
                    for (var i = 0; i < members.Length; i += 2)
                    {
                        var pair = Product(i) + (i + 1 < members.Length ? Product(i + 1) : 0);
                        exact += pair;
                        in16 = (short)(in16 + Math.Clamp(pair, short.MinValue, short.MaxValue));
                    }

                    if (exact != in16)
                    {
                        return false;
                    }

                    int Product(int i) => row[members[i]] * ((corner >> i) & 1) * inputMax;
                }
            }
        }

        return true;
    }

    [Fact]
    public void Certificate_is_what_brute_force_finds()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 300; trial++)
        {
            var depth = random.Next(1, 17);
            var magnitude = random.Next(1, 129);
            sbyte[] row = [.. Enumerable.Range(0, depth).Select(_ => (sbyte)random.Next(-magnitude, Math.Min(magnitude, sbyte.MaxValue) + 1))];
            var inputMax = random.Next(2) == 0 ? 255 : 127;
            var certificate = SaturationCertificate.Compute(row, 1, depth, inputMax);
            foreach (var quads in new[] { 1, 2, 4, 8 })
            {
                // The proof may be stricter than need be by the one value -32768, which these sums of corners do not tell apart.
                Assert.True(quads > certificate || IsExactFor(row, inputMax, quads), $"{certificate} for {string.Join(' ', row)} at {inputMax}");
                Assert.True(
                    quads <= certificate || !IsExactFor(row, inputMax, quads) || HasExactlyMinusTwoTo15(row, inputMax),
                    $"{certificate} for {string.Join(' ', row)} at {inputMax}");
            }
        }
    }

    private static bool HasExactlyMinusTwoTo15(sbyte[] row, int inputMax) => row.Sum(weight => Math.Min(0, (int)weight)) * inputMax == short.MinValue;

    [Fact]
    public void Seven_bit_inputs_are_always_safe_for_one_quad_and_eight_bit_ones_not()
    {
        sbyte[] worst = [127, 127, 127, 127];
        Assert.Equal(1, SaturationCertificate.Compute([.. worst, .. worst], 1, 8, 127));
        Assert.Equal(0, SaturationCertificate.Compute(worst, 1, 4, 255));
    }

    /// <summary>2 * 128 * 127 = 32512 fits 16 bits, twice that does not; with 8-bit inputs 128 * 255 = 32640 of one such weight in a pair does.</summary>
    [Fact]
    public void The_lowest_weight_is_as_safe_as_its_size_says()
    {
        sbyte[] lowest = [-128, -128, -128, -128];
        Assert.Equal(1, SaturationCertificate.Compute([.. lowest, .. lowest], 1, 8, 127));
        Assert.Equal(0, SaturationCertificate.Compute(lowest, 1, 4, 255));
        Assert.Equal(1, SaturationCertificate.Compute([-128, 0, 0, -128, -128, 0, 0, -128], 1, 8, 255));
    }

    [Fact]
    public void Four_bit_weights_are_safe_for_eight_quads()
    {
        var lowest = Enumerable.Repeat((sbyte)-8, 64).ToArray();
        Assert.Equal(8, SaturationCertificate.Compute(lowest, 1, 64, 255));
    }

    /// <summary>Pairs (64, 64), (0, 0): 128 * 255 = 32640 fits; two quads of them do not, but neighbors of opposite signs do.</summary>
    [Fact]
    public void Blocks_are_aligned_and_the_worst_row_decides()
    {
        sbyte[] alone = [64, 64, 0, 0, 0, 0, 64, 64];
        sbyte[] together = [64, 64, 0, 0, 64, 64, 0, 0];
        sbyte[] opposite = [64, 64, 0, 0, -64, -64, 0, 0];
        Assert.Equal(8, SaturationCertificate.Compute(alone, 1, 8, 255));
        Assert.Equal(1, SaturationCertificate.Compute(together, 1, 8, 255));
        Assert.Equal(8, SaturationCertificate.Compute(opposite, 1, 8, 255));
        Assert.Equal(1, SaturationCertificate.Compute([.. alone, .. together], 2, 8, 255));
    }
}
