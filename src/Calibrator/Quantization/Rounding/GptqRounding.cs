namespace QMlp.Calibrator.Quantization.Rounding;

/// <summary>
/// Error-compensating rounding: GPTQ (Frantar et al., arXiv 2210.17323). A row of weights w becomes integers q and a scale s such that the
/// layer's output error over the calibration inputs, (w - s q)^T H (w - s q) with H the sum of x x^T, is small: weights are rounded one after
/// the other, and what one rounding leaves as an error the weights after it make up for.
/// <para>
/// Written with H = U U^T, U upper triangular, where the error is the sum over i of (sum over k up to i of U[k, i] d[k])^2 with d = w - s q:
/// the term of i is made smallest by rounding w[i] + (sum over k below i of U[k, i] d[k]) / U[i, i]. That is the paper's update with the
/// Cholesky factor of the inverse, without inverting anything. Inputs are taken in order of falling H[i, i] ("act-order"), so that the most
/// active ones are rounded while many others can still make up for them. The scale of each row is the one of the candidates with the least
/// error; plain rounding is one more candidate, so no row comes out worse than by <see cref="NearestRounding"/> (errors measured with the damped H).
/// </para>
/// </summary>
sealed record GptqRounding : IWeightRounding
{
    /// <summary>Added to the diagonal of H as a part of its mean: the paper's value. Inputs that calibration hardly saw stay rounded as they are.</summary>
    private const double Damping = 0.01;

    public string Name => "gptq";

    public bool NeedsMoments => true;

    public QuantizedWeights Round(WeightsToRound weights)
    {
        var depth = weights.Depth;
        var moments = weights.Moments ?? throw new ArgumentException("Second moments of the inputs are needed.", nameof(weights));
        int[] order = [.. Enumerable.Range(0, depth).OrderByDescending(k => moments[(k * depth) + k])];
        var ordered = new double[depth * depth];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = moments[(order[i / depth] * depth) + order[i % depth]];
        }

        var mean = Enumerable.Range(0, depth).Sum(k => ordered[(k * depth) + k]) / depth;
        var factor = TriangularFactor.Of(ordered, depth, mean > 0 ? Damping * mean : 1);
        var rounded = new QuantizedWeights(new sbyte[weights.Values.Length], new float[weights.Rows]);
        Parallel.For(0, weights.Rows, n =>
        {
            var row = new double[depth];
            for (var k = 0; k < depth; k++)
            {
                row[k] = weights.Row(n)[order[k]];
            }

            var (integers, scale) = new Search(row, factor, WeightGrid.OfBits(weights.Bits)).Run(
                WeightGrid.OfBits(weights.Bits).FullScale(weights.Row(n), weights.SmallestScale[n]), weights.SmallestScale[n]);
            rounded.Scales[n] = scale;
            for (var k = 0; k < depth; k++)
            {
                rounded.Values[(n * depth) + order[k]] = (sbyte)integers[k];
            }
        });
        return rounded;
    }

    /// <summary>The rounding of one row, its weights in the order in which they are rounded.</summary>
    private sealed class Search(double[] row, TriangularFactor factor, WeightGrid grid)
    {
        private readonly double[] _left = new double[row.Length];
        private double[] _integers = new double[row.Length];
        private double[] _best = new double[row.Length];

        public (double[] Integers, float Scale) Run(float full, double smallest)
        {
            var (bestScale, least) = (full, Nearest(full));
            (_best, _integers) = (_integers, _best);
            foreach (var scale in WeightGrid.Candidates(full, smallest))
            {
                var error = Compensate(scale, least);
                if (error < least)
                {
                    (bestScale, least) = (scale, error);
                    (_best, _integers) = (_integers, _best);
                }
            }

            return (_best, bestScale);
        }

        private double Nearest(float scale)
        {
            var error = 0.0;
            for (var i = 0; i < row.Length; i++)
            {
                _integers[i] = grid.Nearest(row[i] / scale);
                _left[i] = row[i] - (scale * _integers[i]);
                var term = FixedOrder.Dot(factor.Column(i), _left);
                error += term * term;
            }

            return error;
        }

        /// <summary>Rounds with compensation; gives up where the error passes <paramref name="limit"/>.</summary>
        private double Compensate(float scale, double limit)
        {
            var error = 0.0;
            for (var i = 0; i < row.Length && error < limit; i++)
            {
                var column = factor.Column(i);
                var carried = FixedOrder.Dot(column[..i], _left);
                _integers[i] = grid.Nearest((row[i] + (carried / column[i])) / scale);
                _left[i] = row[i] - (scale * _integers[i]);
                var term = carried + (column[i] * _left[i]);
                error += term * term;
            }

            return error;
        }
    }
}
