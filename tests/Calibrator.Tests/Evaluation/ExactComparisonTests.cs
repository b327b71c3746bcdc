using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Evaluation;

public class ExactComparisonTests
{
    private static readonly float OtherNaN = BitConverter.Int32BitsToSingle(0x7FC12345);

    [Fact]
    public void What_is_not_a_number_has_no_bits_that_count()
    {
        Assert.NotEqual(BitConverter.SingleToInt32Bits(float.NaN), BitConverter.SingleToInt32Bits(OtherNaN));
        Assert.Equal(0, ExactComparison.Differences([float.NaN, 1, float.PositiveInfinity], [OtherNaN, 1, float.PositiveInfinity]));
    }

    [Theory]
    [InlineData(0f, -0f)]
    [InlineData(1f, 1.0000001f)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, float.MaxValue)]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(float.NaN, float.PositiveInfinity)]
    public void All_else_must_be_the_same_bits(float actual, float expected) => Assert.Equal(1, ExactComparison.Differences([actual], [expected]));

    /// <summary>An accumulator of 3 times 3e38 is infinite, and times the column multiplier 0 not a number: the model's own doing.</summary>
    [Fact]
    public void A_model_whose_floats_overflow_is_exact()
    {
        var model = new ModelUnderTest(2, 2).F32("y", 2, 2);
        model.Add(new LinearStep("mix", "x", null, 0, "y", 0, EquatableArray.Create(
            model.Group(2, 2, [1, 2, 3, -1], [3, 0], [3e38f, 1f], 0, 0, 0, columnMultiplier: [0f, 2f]))));
        var built = model.Build();
        var expected = new ReferenceInterpreter(built).Run([1, 1, 1, 1]);
        Assert.True(float.IsNaN(expected[0]) && float.IsPositiveInfinity(expected[1]));
        Assert.All(Verifier.Verify(InMemoryModel.Compile(built), built, 6, new Progress<double>()), tier => Assert.True(tier.Exact, tier.Kernel));
    }
}
