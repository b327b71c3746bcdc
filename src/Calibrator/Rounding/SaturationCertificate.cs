namespace QMlp.Calibrator.Rounding;

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

    /// <summary>For each aligned block of so many quads the k of its two lanes, which are added in 16 bits: the first and the last pair of each quad.</summary>
    public static int[][] Lanes(int depth, int quads) =>
    [
        .. from start in Enumerable.Range(0, (depth + (4 * quads) - 1) / (4 * quads))
           from firstOfPair in new[] { 0, 2 }
           select Enumerable.Range(4 * quads * start, Math.Min(4 * quads, depth - (4 * quads * start))).Where(k => (k & 2) == firstOfPair).ToArray(),
    ];

    private static bool Holds(ReadOnlySpan<sbyte> weights, int rows, int depth, int inputMax, int quads)
    {
        var lanes = Lanes(depth, quads);
        for (var n = 0; n < rows; n++)
        {
            var row = weights.Slice(n * depth, depth);
            foreach (var lane in lanes)
            {
                if (!Fits(row, lane, inputMax))
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
    private static bool Fits(ReadOnlySpan<sbyte> row, int[] lane, int inputMax)
    {
        int positive = 0, negative = 0;
        foreach (var k in lane)
        {
            positive += Math.Max((int)row[k], 0);
            negative += Math.Max(-row[k], 0);
        }

        return inputMax * Math.Max(positive, negative) <= short.MaxValue;
    }
}
