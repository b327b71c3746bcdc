namespace QMlp.Calibrator.Rounding;

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
/// <para>
/// Groups of weights are taken whole, the most active group first and within it the most active inputs first. The multiplier of a group is
/// chosen when its turn comes, for the weights as the errors of the groups before it have changed them: the one with the least terms of its own.
/// </para>
/// </summary>
sealed record GptqRounding : IWeightRounding
{
    /// <summary>Added to the diagonal of H as a part of its mean: the paper's value. Inputs that calibration hardly saw stay rounded as they are.</summary>
    private const double Damping = 0.01;

    public string Name => "gptq";

    public bool NeedsMoments => true;

    public QuantizedWeights Round(WeightsToRound weights, CancellationToken cancellation = default)
    {
        var depth = weights.Depth;
        var moments = weights.Moments ?? throw new ArgumentException("Second moments of the inputs are needed.", nameof(weights));
        var groups = RowGroups.Of(weights);
        var order = InputOrder.Of(moments, groups);
        var ordered = new double[depth * depth];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = moments[(order.Inputs[i / depth] * depth) + order.Inputs[i % depth]];
        }

        var mean = Enumerable.Range(0, depth).Sum(k => ordered[(k * depth) + k]) / depth;
        var factor = TriangularFactor.Of(ordered, depth, mean > 0 ? Damping * mean : 1, cancellation);
        var rounded = QuantizedWeights.RoomFor(weights);
        Parallel.For(0, weights.Rows, new ParallelOptions { CancellationToken = cancellation }, n =>
        {
            var row = new double[depth];
            for (var k = 0; k < depth; k++)
            {
                row[k] = weights.Row(n)[order.Inputs[k]];
            }

            var search = new CompensatedRow(row, factor, WeightGrid.OfBits(weights.Bits), groups, order);
            rounded.Scales[n] = search.Round(weights.Row(n), weights.SmallestScale[n], cancellation);
            for (var k = 0; k < depth; k++)
            {
                rounded.Set(n, order.Inputs[k], groups, search.Integer(k), search.Multiplier(order.Inputs[k] / groups.Size));
            }
        });
        return rounded;
    }
}
