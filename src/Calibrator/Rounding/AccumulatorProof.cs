using QMlp.ModelFormat;

namespace QMlp.Calibrator.Rounding;

/// <summary>Proves that a 32-bit accumulator cannot overflow, whatever the input and whatever the order of the additions.</summary>
static class AccumulatorProof
{
    /// <summary>The bias as an integer, where the sum fits with it (<see cref="AccumulatorBound"/>).</summary>
    /// <param name="row">Weights of one output channel.</param>
    /// <exception cref="UserError">The bound does not fit 32 bits; names the node and the channel.</exception>
    public static int RequireFits(string node, int channel, double bias, ReadOnlySpan<sbyte> row, int inputMax)
    {
        var worst = AccumulatorBound.Of(bias, AccumulatorBound.Reach(row), inputMax);
        if (!AccumulatorBound.Fits(worst))
        {
            throw new UserError(
                $"Output channel {channel} of '{node}' could overflow its 32-bit accumulator: the bias ({bias:0} in accumulator units) and {row.Length} "
                    + "products "
                + $"can reach {worst:0}. Use fewer activation bits, or 4-bit weights, or split the layer.");
        }

        return (int)bias;
    }
}
