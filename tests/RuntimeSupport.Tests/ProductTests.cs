using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Both drivers, every epilogue, every tier, bit for bit against the reference, with guard pages around every buffer.</summary>
public class ProductTests
{
    public static TheoryData<KernelTier> AllTiers => Tiers.All;

    private static readonly Gen<int> Size = Gen.OneOf(Gen.Int[1, 8], Gen.Int[1, 70]);

    /// <summary>Random shapes, values, epilogues and splits of the work.</summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Random_products_are_exact(KernelTier tier)
    {
        Tiers.Require(tier);
        Gen.Select(Gen.Select(Size, Size, Size), Gen.Enum<Ending>(), Gen.Enum<Values>(), Gen.Bool, Gen.Bool, Gen.Int[0, int.MaxValue - 1])
            .Sample(
                (shape, ending, values, tokens, sevenBit, seed) =>
                {
                    var data = new ProductCase(shape.Item1, shape.Item2, shape.Item3, values, sevenBit ? 127 : 255, seed);
                    var place = seed % 2 == 0 ? Place.Begin : Place.End;
                    Tiers.Run(tier, new ProductRun(data, tokens, ending, columnMultipliers: seed % 3 == 0, place, seed));
                },
                iter: 400,
                threads: 1);
    }

    /// <summary>Each epilogue in each form at a shape that fills tiles and leaves remainders in all three directions.</summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Every_epilogue_is_exact_in_both_forms(KernelTier tier)
    {
        foreach (var ending in Enum.GetValues<Ending>())
        {
            foreach (var tokens in (bool[])[false, true])
            {
                Tiers.Run(tier, new ProductRun(new ProductCase(37, 85, 51, Values.Uniform, 255, seed: 1), tokens, ending, tokens, Place.End, seed: 2));
            }
        }
    }

    /// <summary>Deep and wide products.</summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Large_products_are_exact(KernelTier tier)
    {
        Tiers.Run(
            tier, new ProductRun(new ProductCase(5, 34, 3071, Values.Uniform, 255, seed: 3), tokens: false, Ending.S16Residual, false, Place.End, seed: 4));
        Tiers.Run(tier, new ProductRun(new ProductCase(197, 48, 196, Values.Small, 255, seed: 5), tokens: true, Ending.S16InPlace, false, Place.End, seed: 6));
        Tiers.Run(tier, new ProductRun(new ProductCase(3, 10, 784, Values.Uniform, 127, seed: 7), tokens: false, Ending.F32, false, Place.End, seed: 8));
    }

    /// <summary>4-bit weights with every remainder of K modulo a group of four quads.</summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Four_bit_products_are_exact(KernelTier tier)
    {
        for (var depth = 1; depth <= 40; depth++)
        {
            foreach (var tokens in (bool[])[false, true])
            {
                Tiers.Run(tier, new ProductRun(new ProductCase(7, 21, depth, Values.Nibbles, 255, depth), tokens, Ending.F32, false, Place.End, depth));
            }
        }
    }

    /// <summary>
    /// Weights of -128, which only models that came quantized have, and of -8 in 4 bits, with the greatest activations and with any, for every remainder of
    /// K modulo the sums of eight quads, with the certificate that they have and with none.
    /// </summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void The_lowest_weights_are_exact(KernelTier tier)
    {
        for (var depth = 1; depth <= 70; depth++)
        {
            foreach (var values in (Values[])[Values.AllLow, Values.Adversarial, Values.AllLowNibbles])
            {
                foreach (var activationMax in (int[])[255, 127])
                {
                    var data = new ProductCase(6, 18, depth, values, activationMax, depth, certified: depth % 3 > 0);
                    Assert.Contains(data.Weights.Cast<sbyte>(), weight => weight == (data.Bits == 8 ? sbyte.MinValue : -8));
                    Tiers.Run(tier, new ProductRun(data, tokens: (depth + activationMax) % 2 == 0, Ending.F32, false, Place.End, depth));
                    Tiers.Run(tier, new ProductRun(data, tokens: (depth + activationMax) % 2 == 1, Ending.F32, false, Place.End, depth));
                }
            }
        }
    }

    /// <summary>The largest sums that a certificate allows: weights chosen up to its limit, activations at their worst for each output.</summary>
    [Theory]
    [MemberData(nameof(AllTiers))]
    public void Worst_case_inputs_of_each_certificate_are_exact(KernelTier tier)
    {
        foreach (var (activationMax, certificate) in ((int, int)[])[(255, 1), (255, 2), (255, 4), (255, 8), (127, 1), (127, 2), (127, 4), (127, 8), (15, 8)])
        {
            foreach (var tokens in (bool[])[false, true])
            {
                var data = ProductCase.AtLimitOf(certificate, activationMax);
                Assert.True(data.Certificate >= certificate, $"certificate {data.Certificate}");
                Assert.True((activationMax, certificate) != (127, 1) || data.Weights.Cast<sbyte>().Min() == sbyte.MinValue);
                Tiers.Run(tier, new ProductRun(data, tokens, Ending.F32, false, Place.End, seed: 9));
            }
        }
    }
}
