using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

using MachineCode = QMlp.Runtime.MachineCode;

public unsafe class RoutineTests
{
    [Theory]
    [InlineData(false, 8)]
    [InlineData(false, 4)]
    [InlineData(true, 8)]
    [InlineData(true, 4)]
    public void Gives_the_plain_sum_of_products_for_any_shape_and_touches_nothing_else(bool mixesTokens, int bits)
    {
        var routine = Require(mixesTokens, bits);
        var random = new Random(20);
        for (var turn = 0; turn < 600; turn++)
        {
            // All numbers of rows around the blocks of 14 and 4, all remainders of a pair of vectors and of the inner loops,
            // depths around the 12 quads that halves of a block do apart.
            var rows = turn < 60 ? turn + 1 : random.Next(1, 60);
            using var product = new RoutineCase(mixesTokens, bits, rows, random.Next(1, 6), random.Next(1, 40), random);
            var call = product.Call;
            routine(&call);
            product.Check();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteenfold_sums_of_4_bit_weights_fit_up_to_the_depth_that_is_claimed(bool mixesTokens)
    {
        var routine = Require(mixesTokens, 4);
        var quads = Avx512VnniTier.MostQuadsOfNibbles;
        var activations = new byte[mixesTokens ? quads * 64 : quads * 4];
        var weights = new byte[mixesTokens ? quads * 2 : quads * 32];
        activations.AsSpan().Fill(255);
        var bias = new int[16];
        var tile = new int[16];
        foreach (var (nibbles, weight) in ((byte, int)[])[(0x88, -8), (0x77, 7)])
        {
            weights.AsSpan().Fill(nibbles);
            fixed (byte* x = activations, w = weights)
            {
                fixed (int* b = bias, t = tile)
                {
                    var call = new MachineCodeCall
                    {
                        Rows = (nint)(mixesTokens ? w : x),
                        Vectors = (nint)(mixesTokens ? x : w),
                        VectorStride = 64,
                        QuadStride = 64,
                        Quads = quads,
                        Bias = (nint)b,
                        Tile = (nint)t,
                        RowCount = 1,
                        VectorCount = 1,
                    };
                    routine(&call);
                }
            }

            Assert.All(tile, value => Assert.Equal(weight * 255 * 4 * quads, value));
        }
    }

    private static delegate* unmanaged<MachineCodeCall*, void> Require(bool mixesTokens, int bits)
    {
        var routines = MachineCode.Routines;
        Assert.SkipUnless(routines.IsLoaded, "no AVX512_VNNI here, or machine code may not be mapped");
        return (mixesTokens, bits) switch
        {
            (false, 8) => routines.Channels8,
            (false, _) => routines.Channels4,
            (true, 8) => routines.Tokens8,
            (true, _) => routines.Tokens4,
        };
    }
}
