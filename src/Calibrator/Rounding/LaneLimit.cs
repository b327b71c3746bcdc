using QMlp.ModelFormat;

namespace QMlp.Calibrator.Rounding;

/// <summary>
/// What a <see cref="SaturationCertificate"/> asks of a row of weights: of each lane the positive weights, and the negative ones, sum
/// to 32767 / inputMax at most.
/// </summary>
sealed class LaneLimit(int depth, int inputMax, int quads)
{
    private readonly int[][] _lanes = SaturationCertificate.Lanes(depth, quads);
    private readonly int _largest = short.MaxValue / inputMax;

    public bool Holds(ReadOnlySpan<sbyte> row)
    {
        foreach (var lane in _lanes)
        {
            if (Math.Max(Sum(row, lane, +1), Sum(row, lane, -1)) > _largest)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Makes a row fit: where a lane sums to too much, the weight whose squared error times <see cref="WeightsToRound.Importance"/> grows least is moved
    /// towards zero by one, again and again; of equal ones the first. These errors are convex and do not depend on each other, so no other
    /// integers that fit have less of them together.
    /// </summary>
    /// <param name="row">Integers of row n of <paramref name="weights"/>.</param>
    /// <returns>The number of weights that were moved.</returns>
    public int Enforce(Span<sbyte> row, WeightsToRound weights, int n, double scale)
    {
        var moved = 0;
        foreach (var lane in _lanes)
        {
            moved += Enforce(row, weights, n, scale, lane, +1) + Enforce(row, weights, n, scale, lane, -1);
        }

        return moved;
    }

    private int Enforce(Span<sbyte> row, WeightsToRound weights, int n, double scale, int[] lane, int sign)
    {
        var excess = Sum(row, lane, sign) - _largest;
        if (excess <= 0)
        {
            return 0;
        }

        var reals = weights.Row(n);
        var moved = new HashSet<int>();
        for (; excess > 0; excess--)
        {
            var (cheapest, least) = (-1, double.PositiveInfinity);
            foreach (var k in lane)
            {
                // (q - 1 - r)^2 - (q - r)^2 = 1 - 2 (q - r), with the integer q and the real weight r in units of the scale.
                var growth = weights.Importance(k) * (1 - (2 * sign * (row[k] - (reals[k] / scale))));
                if (sign * row[k] > 0 && growth < least)
                {
                    (cheapest, least) = (k, growth);
                }
            }

            row[cheapest] -= (sbyte)sign;
            moved.Add(cheapest);
        }

        return moved.Count;
    }

    private static int Sum(ReadOnlySpan<sbyte> row, int[] lane, int sign)
    {
        var sum = 0;
        foreach (var k in lane)
        {
            sum += Math.Max(sign * row[k], 0);
        }

        return sum;
    }
}
