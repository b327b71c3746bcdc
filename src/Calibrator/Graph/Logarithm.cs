namespace QMlp.Calibrator.Graph;

/// <summary>
/// The natural logarithm from exactly specified operations alone (+ - * /, exponent and significand of a double), because ranges that are
/// chosen by it stand in model files, which must be the same on every machine; the platform's own function differs in the last bit.
/// </summary>
static class Logarithm
{
    private const double Ln2 = 6.931471805599453094e-01;

    private const double SquareRootOf2 = 1.4142135623730951;

    /// <summary>Terms of the series: |t| is at most 0.1716, so the first one left out is below 2e-17.</summary>
    private const int Terms = 11;

    /// <summary>ln x within 1e-15 of the larger of 1 and |ln x|; x above 0 and finite.</summary>
    /// <remarks>x = 2^n m with m from sqrt(1/2) to sqrt(2); ln m = 2 (t + t^3 / 3 + t^5 / 5 ...) with t = (m - 1) / (m + 1).</remarks>
    public static double Natural(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm of a positive, finite number is taken.");
        }

        var n = Math.ILogB(x);
        var m = Math.ScaleB(x, -n);
        if (m > SquareRootOf2)
        {
            (n, m) = (n + 1, m / 2);
        }

        var t = (m - 1) / (m + 1);
        var square = t * t;
        var sum = 0.0;
        for (var term = Terms - 1; term >= 0; term--)
        {
            sum = (sum * square) + (1.0 / ((2 * term) + 1));
        }

        return (n * Ln2) + (2 * t * sum);
    }
}
