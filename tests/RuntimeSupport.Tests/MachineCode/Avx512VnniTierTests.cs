using System.Runtime.Intrinsics;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

/// <summary>
/// What the tests of all tiers do not reach: 4-bit weights, depths beyond one sum of them, and the micro-kernel for the intrinsic of
/// .NET 11, run here with the instruction written out.
/// </summary>
public class Avx512VnniTierTests
{
    public static TheoryData<bool, bool, int> Forms => new()
    {
        { false, false, 8 }, { false, false, 4 }, { false, true, 8 }, { false, true, 4 },
        { true, false, 8 }, { true, false, 4 }, { true, true, 8 }, { true, true, 4 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Tiles_of_any_shape_are_exact(bool intrinsics, bool mixesTokens, int bits)
    {
        Require(intrinsics);
        var random = new Random(11);
        for (var turn = 0; turn < 150; turn++)
        {
            var rows = turn < Avx512VnniTier.TileRows ? turn + 1 : random.Next(1, Avx512VnniTier.TileRows + 1);
            using var product = new RoutineCase(mixesTokens, bits, rows, random.Next(1, 3), random.Next(1, 24), random, Avx512VnniTier.TileColumns);
            Run(intrinsics, mixesTokens, product.Tile);
            product.Check();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Depths_beyond_one_sum_of_4_bit_weights_are_exact(bool mixesTokens)
    {
        Require(intrinsics: false);
        var random = new Random(12);
        using var product = new RoutineCase(mixesTokens, 4, 5, 2, (2 * Avx512VnniTier.MostQuadsOfNibbles) + 3, random, Avx512VnniTier.TileColumns);
        Run(intrinsics: false, mixesTokens, product.Tile);
        product.Check();
    }

    private static void Require(bool intrinsics) =>
        Assert.SkipUnless(intrinsics || Avx512VnniTier.IsSupported, "no AVX512_VNNI here, or machine code may not be mapped");

    private static void Run(bool intrinsics, bool mixesTokens, in TileArguments tile)
    {
        switch (intrinsics, mixesTokens)
        {
            case (true, true): Avx512VnniTile<TokenForm, PlainDot>.Run(tile); break;
            case (true, false): Avx512VnniTile<ChannelForm, PlainDot>.Run(tile); break;
            case (false, true): Avx512VnniTier.Tile<TokenForm>(tile); break;
            case (false, false): Avx512VnniTier.Tile<ChannelForm>(tile); break;
        }
    }

    /// <summary>vpdpbusd, one product after the other.</summary>
    private readonly struct PlainDot : IByteDot512
    {
        public static Vector512<int> Add(Vector512<int> sum, Vector512<byte> unsigned, Vector512<sbyte> signed)
        {
            for (var i = 0; i < Vector512<byte>.Count; i++)
            {
                sum = sum.WithElement(i / 4, sum.GetElement(i / 4) + (unsigned.GetElement(i) * signed.GetElement(i)));
            }

            return sum;
        }
    }
}
