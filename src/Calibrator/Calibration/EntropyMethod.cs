using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// The range whose quantized distribution tells least apart from the original one: least Kullback-Leibler divergence of the distribution, with
/// what lies outside the range counted at its ends, from the one in which the values of each quantizer level are spread evenly over
/// it (after S. Migacz, 8-bit inference with TensorRT, GTC 2017), with both bounds searched.
/// <para>
/// Distributions are compared in cells of a quarter of a level, so that every range is judged by as many cells: by bins of one width, as in the
/// original, the noise of single bins makes narrow ranges, which have fewer of them, look better than they are.
/// </para>
/// </summary>
sealed class EntropyMethod : IRangeMethod
{
    private const int CellsOfLevel = 4;

    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null)
    {
        // Cells are not to be finer than the histogram's bins.
        var least = (int)Math.Ceiling((double)RangeSearch.Steps * levels * CellsOfLevel / statistics.Histogram.Bins);
        return RangeSearch.Find(
            statistics.Min, statistics.Max, Math.Clamp(least, 1, RangeSearch.Steps), range => Divergence(statistics.Histogram, range, levels));
    }

    /// <summary>Sum over the cells of p ln(p / q); infinity where nothing lies in the range.</summary>
    public static double Divergence(StreamingHistogram histogram, ActivationRange range, int levels)
    {
        var grid = new RangeGrid(range, levels);
        var cells = new long[levels * CellsOfLevel];
        long below = 0, above = 0;
        for (var bin = 0; bin < histogram.Bins; bin++)
        {
            var count = histogram.Counts[bin];
            var x = histogram.Center(bin);
            if (x < range.Min)
            {
                below += count;
            }
            else if (x > range.Max)
            {
                above += count;
            }
            else
            {
                cells[Math.Clamp((int)Math.Floor((grid.Position(x) + 0.5) * CellsOfLevel), 0, cells.Length - 1)] += count;
            }
        }

        var (first, last) = (Array.FindIndex(cells, count => count > 0), Array.FindLastIndex(cells, count => count > 0));
        if (first < 0)
        {
            return double.PositiveInfinity;
        }

        var (total, inside) = ((double)histogram.Count, (double)(histogram.Count - below - above));
        var divergence = 0.0;
        for (var level = 0; level < levels; level++)
        {
            var ofLevel = cells.AsSpan(level * CellsOfLevel, CellsOfLevel);
            long sum = 0;
            var filled = 0;
            foreach (var count in ofLevel)
            {
                sum += count;
                filled += count > 0 ? 1 : 0;
            }

            for (var i = 0; i < CellsOfLevel; i++)
            {
                if (ofLevel[i] > 0)
                {
                    var cell = (level * CellsOfLevel) + i;
                    var p = (ofLevel[i] + (cell == first ? below : 0) + (cell == last ? above : 0)) / total;
                    divergence += p * Logarithm.Natural(p * filled * inside / sum);
                }
            }
        }

        return divergence;
    }
}
