namespace QMlp.Calibrator.Evaluation;

/// <summary>The 95 % confidence interval of a fraction by Wilson's score, which holds near 0 and 1 too (E. B. Wilson, JASA 22, 1927).</summary>
static class WilsonInterval
{
    /// <summary>97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>(p + z^2/2n -+ z sqrt(p (1 - p) / n + z^2/4n^2)) / (1 + z^2/n).</summary>
    /// <param name="fraction">p, from 0 to 1.</param>
    /// <param name="samples">n, at least 1.</param>
    public static (double Low, double High) Of(double fraction, int samples)
    {
        var square = Z * Z / samples;
        var middle = fraction + (square / 2);
        var reach = Z * Math.Sqrt((fraction * (1 - fraction) / samples) + (square / (4 * samples)));
        return ((middle - reach) / (1 + square), (middle + reach) / (1 + square));
    }
}
