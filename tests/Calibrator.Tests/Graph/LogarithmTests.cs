using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Graph;

public class LogarithmTests
{
    [Fact]
    public void Agrees_with_the_platform_over_all_magnitudes()
    {
        var random = new Random(8);
        for (var i = 0; i < 100000; i++)
        {
            var x = Math.ScaleB(1 + random.NextDouble(), random.Next(-1070, 1023));
            Assert.Equal(Math.Log(x), Logarithm.Natural(x), 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))));
        }
    }

    [Fact]
    public void One_gives_exactly_zero() => Assert.Equal(0, Logarithm.Natural(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Others_are_refused(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => Logarithm.Natural(x));
}
