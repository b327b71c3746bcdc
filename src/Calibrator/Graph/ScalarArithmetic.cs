namespace QMlp.Calibrator.Graph;

/// <summary>
/// Primitives on numbers, in double and from exactly specified operations alone: tables made with them stand in model files, which must be the same on
/// every machine.
/// </summary>
static class ScalarArithmetic
{
    /// <summary>Integer exponents up to this one are products.</summary>
    private const int LargestProduct = 16;

    /// <param name="a">First operand; <paramref name="b"/> and <paramref name="c"/> are read where the operation has as many.</param>
    public static double Apply(Primitive operation, double a, double b, double c) => operation switch
    {
        Primitive.Add => a + b,
        Primitive.Subtract => a - b,
        Primitive.Multiply => a * b,
        Primitive.Divide => a / b,
        Primitive.Power => Power(a, b),
        Primitive.Minimum => Math.Min(a, b),
        Primitive.Maximum => Math.Max(a, b),
        Primitive.Sqrt => Math.Sqrt(a),
        Primitive.Reciprocal => 1 / a,
        Primitive.Negate => -a,
        Primitive.Abs => Math.Abs(a),
        Primitive.Exp => Exponential.Exp(a),
        Primitive.Log => Log(a),
        Primitive.Erf => 1 - ErrorFunction.ErfComplement(a),
        Primitive.Greater => a > b ? 1 : 0,
        Primitive.GreaterOrEqual => a >= b ? 1 : 0,
        Primitive.Less => a < b ? 1 : 0,
        Primitive.LessOrEqual => a <= b ? 1 : 0,
        Primitive.Select => a != 0 ? b : c,
        _ => throw new InvalidOperationException(operation.ToString()),
    };

    private static double Power(double x, double exponent)
    {
        if (exponent == Math.Truncate(exponent) && Math.Abs(exponent) <= LargestProduct)
        {
            var product = 1.0;
            for (var i = 0; i < Math.Abs(exponent); i++)
            {
                product *= x;
            }

            return exponent < 0 ? 1 / product : product;
        }

        return exponent == 0.5 ? Math.Sqrt(x) : x == 0 ? (exponent > 0 ? 0 : double.PositiveInfinity) : Exponential.Exp(exponent * Log(x));
    }

    private static double Log(double x) => x switch
    {
        0 => double.NegativeInfinity,
        < 0 => double.NaN,
        double.PositiveInfinity or double.NaN => x,
        _ => Logarithm.Natural(x),
    };
}
