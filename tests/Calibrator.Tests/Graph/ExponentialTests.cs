using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Graph;

public class ExponentialTests
{
    [Fact]
    public void Exp_is_within_two_units_in_the_last_place_of_the_platform_s_plus_its_own_error()
    {
        for (var x = -700.0; x <= 700; x += 0.0371)
        {
            var expected = Math.Exp(x);
            Assert.True(Math.Abs(Exponential.Exp(x) - expected) <= 3 * (Math.BitIncrement(expected) - expected), $"exp({x:R})");
        }
    }

    [Fact]
    public void Exp_of_zero_is_one_and_its_ends_are_zero_and_infinity()
    {
        Assert.Equal(1, Exponential.Exp(0));
        Assert.Equal(0, Exponential.Exp(-800));
        Assert.Equal(0, Exponential.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Exponential.Exp(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Exponential.Exp(709.9));
        Assert.True(double.IsFinite(Exponential.Exp(709.7)));
        Assert.True(double.IsNaN(Exponential.Exp(double.NaN)));
    }

    [Fact]
    public void Tanh_is_odd_and_exact_to_its_stated_error()
    {
        for (var x = 0.0; x < 25; x += 0.00731)
        {
            Assert.True(Math.Abs(Exponential.Tanh(x) - Math.Tanh(x)) <= 4e-16, $"tanh({x:R})");
            Assert.Equal(-Exponential.Tanh(x), Exponential.Tanh(-x));
        }
    }

    /// <summary>Values of erfc from Abramowitz and Stegun's tables of erf (7.1) and of the function itself beyond 2.</summary>
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(2.0, 0.004677734981047266)]
    [InlineData(3.0, 2.2090496998585441e-05)]
    [InlineData(-1.0, 1.8427007929497148)]
    public void Complementary_error_function_has_its_tabulated_values(double x, double expected) =>
        Assert.Equal(expected, ErrorFunction.ErfComplement(x), expected * 1e-12);
}
