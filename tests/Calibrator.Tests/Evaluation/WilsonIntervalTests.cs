using QMlp.Calibrator.Evaluation;

namespace QMlp.Calibrator.Tests.Evaluation;

public class WilsonIntervalTests
{
    /// <summary>
    /// Of 0 of n the upper end is z^2 / (n + z^2), of n of n the lower end n / (n + z^2), of half of n the ends are 1/2 -+ z / (2 sqrt(n +
    /// z^2)).
    /// </summary>
    [Theory]
    [InlineData(0.5, 10, 0.236593, 0.763407)]
    [InlineData(0.0, 10, 0.0, 0.277533)]
    [InlineData(1.0, 10, 0.722467, 1.0)]
    public void It_has_the_values_of_the_closed_forms(double fraction, int samples, double low, double high)
    {
        var interval = WilsonInterval.Of(fraction, samples);
        Assert.Equal(low, interval.Low, 1e-6);
        Assert.Equal(high, interval.High, 1e-6);
    }
}
