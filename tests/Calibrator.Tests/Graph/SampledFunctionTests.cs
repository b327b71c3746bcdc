using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Graph;

public class SampledFunctionTests
{
    private static readonly ActivationFunction[] Functions =
    [
        new GeluFunction(), new GeluTanhFunction(), new SiluFunction(), new SigmoidFunction(), new TanhFunction(),
        new ClipFunction(0, 6), new LeakyReluFunction(0.1f),
    ];

    /// <summary>Within float32's own rounding, on both sides of where samples end too.</summary>
    [Fact]
    public void Values_are_those_of_the_function()
    {
        foreach (var function in Functions)
        {
            var sampled = SampledFunction.Of(function);
            for (var x = -20f; x < 20; x += 0.0137f)
            {
                var expected = function.Apply(x);
                Assert.Equal(expected, sampled.At(x), (6e-8 * Math.Abs(expected)) + 2e-11);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_goes_through(float x) => Assert.Equal((float)new GeluFunction().Apply(x), SampledFunction.Of(new GeluFunction()).At(x));
}
