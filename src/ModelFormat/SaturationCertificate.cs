namespace QMlp.ModelFormat;

/// <summary>
/// Proves how many products vpmaddubsw and 16-bit additions may add up before they are widened. One instruction gives, for each
/// quad of k, two 16-bit lanes, x[k] w[k] + x[k+1] w[k+1] for the first and the last pair of the quad; results of consecutive
/// quads are then added lane by lane. The calibrator states what it has proved in the model file, and every reader that has the
/// weights proves it again.
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

    /// <summary>
    /// Whether no choice of inputs 0..<paramref name="inputMax"/> takes a partial sum of so many quads beyond 16 bits. The worst input of a lane is
    /// the largest at all weights of one sign and zero at the others; every partial sum lies between the two worst cases.
    /// </summary>
    public static bool Holds(ReadOnlySpan<sbyte> weights, int rows, int depth, int inputMax, int quads)
    {
        var most = short.MaxValue / inputMax;
        for (var n = 0; n < rows; n++)
        {
            var row = weights.Slice(n * depth, depth);
            for (var start = 0; start < depth; start += WeightPacking.Quad * quads)
            {
                var block = row.Slice(start, Math.Min(WeightPacking.Quad * quads, depth - start));
                if (!LaneFits(block, 0, most) || !LaneFits(block, 2, most))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <param name="firstOfPair">0 for the lane of the first pairs of the quads, 2 for that of the last ones.</param>
    private static bool LaneFits(ReadOnlySpan<sbyte> block, int firstOfPair, int most)
    {
        int positive = 0, negative = 0;
        for (var k = firstOfPair; k < block.Length; k += (k & 1) == 0 ? 1 : WeightPacking.Quad - 1)
        {
            positive += Math.Max((int)block[k], 0);
            negative += Math.Max(-block[k], 0);
        }

        return Math.Max(positive, negative) <= most;
    }
}
