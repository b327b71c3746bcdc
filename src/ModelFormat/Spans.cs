namespace QMlp.ModelFormat;

/// <summary>Arithmetic on shapes.</summary>
static class Spans
{
    /// <summary>Product of all values, 1 for none; throws <see cref="OverflowException"/> beyond 32 bits.</summary>
    public static int Product(this ReadOnlySpan<int> values)
    {
        var product = 1;
        foreach (var value in values)
        {
            product = checked(product * value);
        }

        return product;
    }
}
