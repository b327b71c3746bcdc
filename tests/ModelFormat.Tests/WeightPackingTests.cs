using CsCheck;

namespace QMlp.ModelFormat.Tests;

public class WeightPackingTests
{
    private static readonly Gen<(int Rows, int Depth, int Bits, bool Panels, int Seed)> Matrices =
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool.Select(half => half ? 4 : 8), Gen.Bool, Gen.Int);

    [Fact]
    public void Unpacking_gives_back_what_was_packed() =>
        Matrices.Sample(
            c =>
            {
                var weights = RandomWeights(c.Rows, c.Depth, c.Bits, c.Seed);
                var packed = WeightPacking.Pack(weights, c.Rows, c.Depth, c.Bits, Layout(c.Panels));
                Assert.Equal(WeightPacking.PackedLength(c.Rows, c.Depth, c.Bits, Layout(c.Panels)), packed.Length);
                Assert.Equal(weights, WeightPacking.Unpack(packed, c.Rows, c.Depth, c.Bits, Layout(c.Panels)));
            },
            iter: 2000, threads: 1);

    [Fact]
    public void Every_size_up_to_40_fills_each_place_once_and_leaves_the_padding_zero()
    {
        for (var rows = 1; rows <= 40; rows++)
        {
            for (var depth = 1; depth <= 40; depth++)
            {
                // All weights -1: every bit of a used place is set, so the bits that are set count the places.
                var weights = Enumerable.Repeat((sbyte)-1, rows * depth).ToArray();
                foreach (var layout in new[] { WeightLayout.Panels, WeightLayout.Rows })
                {
                    foreach (var bits in new[] { 4, 8 })
                    {
                        var packed = WeightPacking.Pack(weights, rows, depth, bits, layout);
                        Assert.Equal(rows * depth * bits, packed.Sum(b => int.PopCount(b)));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_panel_of_8_bits_holds_quads_of_k_of_16_channels()
    {
        var weights = Enumerable.Range(0, 17 * 6).Select(i => (sbyte)i).ToArray();
        var packed = WeightPacking.Pack(weights, 17, 6, 8, WeightLayout.Panels);

        Assert.Equal(2 * 2 * 64, packed.Length);
        Assert.Equal([0, 1, 2, 3, 6, 7, 8, 9], packed[..8]);        // panel 0, quad 0: channels 0 and 1
        Assert.Equal([4, 5, 0, 0, 10, 11, 0, 0], packed[64..72]);   // panel 0, quad 1: k = 4, 5 and the padding
        Assert.Equal([96, 97, 98, 99, 0, 0, 0, 0], packed[128..136]); // panel 1: channel 16 and the padding
    }

    [Fact]
    public void A_4_bit_block_splits_into_the_8_bit_blocks_of_its_two_quads()
    {
        var weights = RandomWeights(20, 21, 4, seed: 5);
        var nibbles = WeightPacking.Pack(weights, 20, 21, 4, WeightLayout.Panels);

        // 8-bit panels of the same weights, with K padded to 24 as the 4-bit layout pads it.
        var padded = new sbyte[20 * 24];
        for (var n = 0; n < 20; n++)
        {
            weights.AsSpan(n * 21, 21).CopyTo(padded.AsSpan(n * 24));
        }

        var bytes = WeightPacking.Pack(padded, 20, 24, 8, WeightLayout.Panels);
        for (var i = 0; i < nibbles.Length; i++)
        {
            var even = (i / 64 * 128) + (i % 64);
            Assert.Equal(bytes[even] & 0xF, nibbles[i] & 0xF);
            Assert.Equal(bytes[even + 64] & 0xF, nibbles[i] >> 4);
        }
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(4, -9)]
    public void A_weight_outside_its_range_is_refused(int bits, int weight) =>
        Assert.Throws<ArgumentException>(() => WeightPacking.Pack([(sbyte)weight], 1, 1, bits, WeightLayout.Rows));

    private static WeightLayout Layout(bool panels) => panels ? WeightLayout.Panels : WeightLayout.Rows;

    private static sbyte[] RandomWeights(int rows, int depth, int bits, int seed)
    {
        var random = new Random(seed);
        var high = bits == 8 ? 127 : 7;
        return [.. Enumerable.Range(0, rows * depth).Select(_ => (sbyte)random.Next(bits == 8 ? -127 : -8, high + 1))];
    }
}
