using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Expanding 4-bit weights in groups gives, byte for byte, the 8-bit layout of the products, between guard pages.</summary>
public unsafe class GroupedWeightsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Expanded_weights_are_the_products_in_the_8_bit_layout(bool panels)
    {
        var random = new Random(11);
        foreach (var rows in (int[])[1, 15, 16, 17, 33])
        {
            // Every end of the last group, of the last pair of quads and of the last quad.
            foreach (var size in (int[])[8, 32, 64])
            {
                for (var depth = 1; depth <= 140; depth += depth < 75 ? 1 : 13)
                {
                    Check(rows, depth, size, panels, random);
                }
            }
        }
    }

    private static void Check(int rows, int depth, int size, bool panels, Random random)
    {
        var groups = (depth + size - 1) / size;
        var (stored, effective) = (new sbyte[rows, depth], new sbyte[rows, depth]);
        var multipliers = new byte[rows * ((groups + 1) / 2)];
        random.NextBytes(multipliers);
        for (var n = 0; n < rows; n++)
        {
            for (var k = 0; k < depth; k++)
            {
                var packed = multipliers[(n * ((groups + 1) / 2)) + (k / size / 2)];
                var multiplier = k / size % 2 == 0 ? packed & 15 : packed >> 4;
                stored[n, k] = (sbyte)random.Next(-8, 8);
                effective[n, k] = checked((sbyte)(stored[n, k] * multiplier));
            }
        }

        var place = random.Next(2) == 0 ? Place.Begin : Place.End;
        using var source = Guarded(panels ? Packing.NibblePanels(stored) : Packing.NibbleRows(stored), place);
        using var factors = Guarded(multipliers, place);
        var expected = panels ? Packing.Panels(effective) : Packing.Rows(effective);
        using var target = new GuardedBuffer<byte>(expected.Length, place);
        if (panels)
        {
            target.Span.Clear();
            GroupedWeights.ExpandPanels(source.Pointer, factors.Pointer, rows, depth, size, target.Pointer);
        }
        else
        {
            target.Span.Fill(0x5C);
            GroupedWeights.ExpandRows(source.Pointer, factors.Pointer, rows, depth, size, target.Pointer);
        }

        Assert.Equal(expected, target.Span.ToArray());
    }

    private static GuardedBuffer<byte> Guarded(byte[] values, Place place)
    {
        var buffer = new GuardedBuffer<byte>(values.Length, place);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}
