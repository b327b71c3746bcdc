namespace QMlp.Calibrator.Rounding;

/// <summary>The rounding of one row by <see cref="GptqRounding"/>: the search for its scale, for the multipliers of its groups, and the integers.</summary>
/// <param name="row">Weights in the order in which they are rounded.</param>
sealed class CompensatedRow(double[] row, TriangularFactor factor, WeightGrid grid, RowGroups groups, InputOrder order)
{
    private Attempt _attempt = new(row.Length, groups.Count);
    private Attempt _best = new(row.Length, groups.Count);

    // Of one group, tried with one multiplier after another.
    private readonly double[] _carried = new double[row.Length];
    private readonly double[] _triedIntegers = new double[row.Length];
    private readonly double[] _triedLeft = new double[row.Length];

    /// <summary>The integer that the weight of a turn was rounded to.</summary>
    public int Integer(int turn) => (int)_best.Integers[turn];

    /// <summary>The multiplier of a group.</summary>
    public int Multiplier(int group) => _best.Multipliers[group];

    /// <summary>Rounds the row and gives its scale.</summary>
    /// <param name="weights">The weights in their own order.</param>
    /// <param name="smallest">No scale may be smaller.</param>
    public float Round(ReadOnlySpan<float> weights, double smallest, CancellationToken cancellation)
    {
        var full = groups.FullScale(grid, weights, smallest);
        var (bestScale, least) = (full, Nearest(weights, full));
        (_best, _attempt) = (_attempt, _best);
        foreach (var scale in WeightGrid.Candidates(full, smallest))
        {
            cancellation.ThrowIfCancellationRequested();
            var error = Compensate(weights, scale, least);
            if (error < least)
            {
                (bestScale, least) = (scale, error);
                (_best, _attempt) = (_attempt, _best);
            }
        }

        return bestScale;
    }

    private double Nearest(ReadOnlySpan<float> weights, float scale)
    {
        var (error, i) = (0.0, 0);
        foreach (var g in order.Groups)
        {
            var (begin, end) = groups.Bounds(g);
            var multiplier = groups.Unclipped(grid, weights[begin..end], scale);
            var step = (double)scale * multiplier;
            _attempt.Multipliers[g] = multiplier;
            for (var groupEnd = i + end - begin; i < groupEnd; i++)
            {
                _attempt.Integers[i] = grid.Nearest(row[i] / step);
                _attempt.Left[i] = row[i] - (step * _attempt.Integers[i]);
                var term = FixedOrder.Dot(factor.Column(i), _attempt.Left);
                error += term * term;
            }
        }

        return error;
    }

    /// <summary>Rounds with compensation; gives up where the error passes <paramref name="limit"/>.</summary>
    private double Compensate(ReadOnlySpan<float> weights, float scale, double limit)
    {
        var (error, first) = (0.0, 0);
        foreach (var g in order.Groups)
        {
            var (begin, end) = groups.Bounds(g);
            error += CompensateGroup(g, first, end - begin, groups.Unclipped(grid, weights[begin..end], scale), scale, limit - error);
            first += end - begin;
            if (!(error < limit))
            {
                break;
            }
        }

        return error;
    }

    /// <summary>Rounds the weights of one group, <paramref name="count"/> turns from <paramref name="first"/> on, with the best multiplier.</summary>
    /// <returns>The terms of the error that are the group's; infinity where every multiplier passes <paramref name="limit"/>.</returns>
    private double CompensateGroup(int g, int first, int count, int unclipped, float scale, double limit)
    {
        for (var i = first; i < first + count; i++)
        {
            _carried[i] = FixedOrder.Dot(factor.Column(i)[..first], _attempt.Left);
        }

        var least = double.PositiveInfinity;
        foreach (var multiplier in groups.Candidates(unclipped))
        {
            var error = Try(first, count, (double)scale * multiplier, Math.Min(least, limit));
            if (error < least)
            {
                least = error;
                _attempt.Multipliers[g] = multiplier;
                _triedIntegers.AsSpan(first, count).CopyTo(_attempt.Integers.AsSpan(first));
                _triedLeft.AsSpan(first, count).CopyTo(_attempt.Left.AsSpan(first));
            }
        }

        return least;
    }

    private double Try(int first, int count, double step, double limit)
    {
        var error = 0.0;
        for (var i = first; i < first + count; i++)
        {
            var column = factor.Column(i);
            var carried = _carried[i] + FixedOrder.Dot(column[first..i], _triedLeft.AsSpan(first));
            _triedIntegers[i] = grid.Nearest((row[i] + (carried / column[i])) / step);
            _triedLeft[i] = row[i] - (step * _triedIntegers[i]);
            var term = carried + (column[i] * _triedLeft[i]);
            error += term * term;
            if (!(error < limit))
            {
                return double.PositiveInfinity;
            }
        }

        return error;
    }

    /// <summary>One way to round the row.</summary>
    private sealed class Attempt(int depth, int groupCount)
    {
        public double[] Integers { get; } = new double[depth];

        /// <summary>What rounding leaves of each weight.</summary>
        public double[] Left { get; } = new double[depth];

        public int[] Multipliers { get; } = new int[groupCount];
    }
}
