namespace QMlp.ModelFormat;

/// <summary>How far a sum of products can get, whatever the input and whatever the order of the additions.</summary>
static class AccumulatorBound
{
    /// <summary>The larger of the sum of positive weights and that of the negative ones, taken positive: what a row reaches for inputs of 0 to 1.</summary>
    public static long Reach(ReadOnlySpan<sbyte> row)
    {
        long positive = 0, negative = 0;
        foreach (var weight in row)
        {
            positive += Math.Max((int)weight, 0);
            negative += Math.Max(-weight, 0);
        }

        return Math.Max(positive, negative);
    }

    /// <summary>
    /// No partial sum of bias and products is larger than this, or smaller than its negative: between -(|bias| + inputMax * sum of |negative weights|) and
    /// |bias| + inputMax * sum of positive weights.
    /// </summary>
    public static double Of(double bias, long reach, int inputMax) => Math.Abs(bias) + ((double)inputMax * reach);

    /// <summary>Whether every partial sum fits 32 bits.</summary>
    public static bool Fits(double bound) => bound <= int.MaxValue;
}
