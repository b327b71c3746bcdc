namespace QMlp.Calibrator.Graph;

/// <summary>The error function, which the base library lacks, to near double accuracy and from exactly specified operations alone.</summary>
static class ErrorFunction
{
    /// <summary>erfc(x) = 1 - erf(x) = 2 / sqrt(pi) * integral from x to infinity of exp(-t^2).</summary>
    /// <remarks>
    /// Below 2.5 the Maclaurin series of erf (Abramowitz and Stegun 7.1.6, all terms positive); above, the continued fraction of
    /// erfc (7.1.14), evaluated from the tail.
    /// </remarks>
    public static double ErfComplement(double x)
    {
        if (x < 0)
        {
            return 2 - ErfComplement(-x);
        }

        if (x > 27)
        {
            return 0; // below the smallest normal double
        }

        var gauss = Exponential.Exp(-x * x);
        if (x < 2.5)
        {
            double term = x, sum = x;
            for (var n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * gauss * sum);
        }

        var tail = x;
        for (var n = 60; n >= 1; n--)
        {
            tail = x + (n / 2.0 / tail);
        }

        return gauss / (Math.Sqrt(Math.PI) * tail);
    }
}
