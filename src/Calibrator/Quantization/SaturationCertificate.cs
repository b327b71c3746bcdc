namespace QMlp.Calibrator.Quantization;

/// <summary>
/// Proves how many products vpmaddubsw and 16-bit additions may add up before they are widened. One instruction gives, for each
/// quad of k, two 16-bit lanes, x[k] w[k] + x[k+1] w[k+1] for the first and the last pair of the quad; results of consecutive
/// quads are then added lane by lane.
/// </summary>
static class SaturationCertificate
{
    private static ReadOnlySpan<int> Candidates => [8, 4, 2, 1];

    /// <summary>
    /// The largest g of 8, 4, 2, 1 such that in every row, every aligned block of g quads and either lane, no choice of inputs
    /// 0..<paramref name="inputMax"/> takes any partial sum beyond 16 bits; 0 where not even one quad is safe.
    /// </summary>
    /// <param name="weights">[rows, depth], row-major.</param>
    public static int Compute(ReadOnlySpan<sbyte> weights, int rows, int depth, int inputMax)
    {
        foreach (var quads in Candidates)
        {
            if (Holds(weights, rows, depth, inputMax, quads))
            {
                return quads;
            }
        }

        return 0;
    }

    private static bool Holds(ReadOnlySpan<sbyte> weights, int rows, int depth, int inputMax, int quads)
    {
        for (var n = 0; n < rows; n++)
        {
            var row = weights.Slice(n * depth, depth);
            for (var start = 0; start < depth; start += 4 * quads)
            {
                var block = row.Slice(start, Math.Min(4 * quads, depth - start));
                if (!LaneFits(block, 0, inputMax) || !LaneFits(block, 2, inputMax))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The worst input of a lane is the largest at all weights of one sign and zero at the others; every partial sum lies between
    /// the two worst cases.
    /// </summary>
    private static bool LaneFits(ReadOnlySpan<sbyte> block, int firstOfPair, int inputMax)
    {
        int positive = 0, negative = 0;
        for (var k = 0; k < block.Length; k++)
        {
            if ((k & 2) == firstOfPair)
            {
                positive += Math.Max((int)block[k], 0);
                negative += Math.Max(-block[k], 0);
            }
        }

        return inputMax * Math.Max(positive, negative) <= short.MaxValue;
    }
}
