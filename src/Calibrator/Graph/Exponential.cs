namespace QMlp.Calibrator.Graph;

/// <summary>
/// exp and tanh from exactly specified operations alone (+ - * /, rounding to integer, powers of two), because tables made with them
/// stand in model files, which must be the same on every machine; the platform's own functions differ in the last bit.
/// </summary>
static class Exponential
{
    // ln 2 in two parts: the first has 21 trailing zero bits, so that its product with any exponent of a double is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634074;

    /// <summary>1 / n! for n = 13 down to 0: for |r| of at most ln(2) / 2 the first term left out is below 5e-18.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0,
        1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 1 / 2.0, 1, 1,
    ];

    /// <summary>e to the power of x, within 2 units in the last place; 0 below -745, infinity above 709.8.</summary>
    /// <remarks>x = n ln 2 + r, |r| at most ln(2) / 2; exp(x) = 2^n times the Taylor polynomial of exp(r).</remarks>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x < -746)
        {
            return 0;
        }

        if (x > 710)
        {
            return double.PositiveInfinity;
        }

        var n = Math.Round(x * Log2E);
        var r = x - (n * Ln2High) - (n * Ln2Low);
        var sum = 0.0;
        foreach (var coefficient in Coefficients)
        {
            sum = (sum * r) + coefficient;
        }

        return Math.ScaleB(sum, (int)n);
    }

    /// <summary>tanh(x) with an absolute error of at most 3e-16 (near 0 the relative error is larger).</summary>
    public static double Tanh(double x)
    {
        var e = Exp(-2 * Math.Abs(x));
        return Math.CopySign((1 - e) / (1 + e), x);
    }
}
