namespace QMlp.Calibrator.Rounding;

/// <summary>Proves that a 32-bit accumulator cannot overflow, whatever the input and whatever the order of the additions.</summary>
static class AccumulatorProof
{
    /// <summary>
    /// Every partial sum of bias and products lies between -(|bias| + inputMax * sum of |negative weights|) and
    /// |bias| + inputMax * sum of positive weights.
    /// </summary>
    /// <param name="row">Weights of one output channel.</param>
    /// <exception cref="UserError">The bound does not fit 32 bits; names the node and the channel.</exception>
    public static int RequireFits(string node, int channel, double bias, ReadOnlySpan<sbyte> row, int inputMax)
    {
        long positive = 0, negative = 0;
        foreach (var weight in row)
        {
            positive += Math.Max((int)weight, 0);
            negative += Math.Max(-weight, 0);
        }

        var worst = Math.Abs(bias) + ((double)inputMax * Math.Max(positive, negative));
        if (!(worst <= int.MaxValue))
        {
            throw new UserError(
                $"Output channel {channel} of '{node}' could overflow its 32-bit accumulator: the bias ({bias:0} in accumulator units) and {row.Length} products "
                + $"can reach {worst:0}. Use fewer activation bits, or 4-bit weights, or split the layer.");
        }

        return (int)bias;
    }
}
