namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Divides the channels of an activation into groups of alike range. The noise that a group's quantizer adds to the next layer is in proportion to
/// (max - min)^2 of the group times the sum of the squared weights that read it. With channels in order of range groups are runs, and the runs of the
/// least noise are found by dynamic programming over where they end.
/// </summary>
static class RangeGroups
{
    /// <summary>Groups hold multiples of this number of channels: the rows of a panel of weights.</summary>
    private const int Panel = 16;

    /// <summary>Of numbers of groups the smallest is taken that has at most this many times the noise of the best: each group costs a sum.</summary>
    private const double NearlyBest = 1.25;

    /// <returns>For each channel the number of its group, the widest first; zeros where one group does nearly as well.</returns>
    public static int[] Choose(ChannelStatistics channels, LinearWeights reader, int most)
    {
        double[] squares = [.. Enumerable.Range(0, channels.Channels).Select(Squares)];
        int[] order = [.. Enumerable.Range(0, channels.Channels).OrderByDescending(Extent)];
        int[][] panels = [.. order.Chunk(Panel)];

        // noise[g][end]: the least of the first panels in g + 1 groups; start[g][end]: where the last of them begins.
        var groups = Math.Min(most, panels.Length);
        var (noise, start) = (new double[groups][], new int[groups][]);
        for (var g = 0; g < groups; g++)
        {
            (noise[g], start[g]) = (new double[panels.Length + 1], new int[panels.Length + 1]);
            Array.Fill(noise[g], double.PositiveInfinity);
            for (var end = g + 1; end <= panels.Length; end++)
            {
                for (var first = g; first < end && (g > 0 || first == 0); first++)
                {
                    var candidate = (g == 0 ? 0 : noise[g - 1][first]) + Noise(panels[first..end]);
                    if (candidate < noise[g][end])
                    {
                        (noise[g][end], start[g][end]) = (candidate, first);
                    }
                }
            }
        }

        var chosen = Enumerable.Range(0, groups).First(g => noise[g][^1] <= NearlyBest * noise[^1][^1]);
        var of = new int[order.Length];
        for (int g = chosen, end = panels.Length; g >= 0; end = start[g--][end])
        {
            foreach (var channel in panels[start[g][end]..end].SelectMany(panel => panel))
            {
                of[channel] = g;
            }
        }

        return of;

        double Extent(int c) => (double)channels.Max[c] - channels.Min[c];

        double Noise(int[][] run)
        {
            double low = 0, high = 0, sum = 0;
            foreach (var c in run.SelectMany(panel => panel))
            {
                (low, high) = (Math.Min(low, channels.Min[c]), Math.Max(high, channels.Max[c]));
                sum += squares[c];
            }

            return (high - low) * (high - low) * sum;
        }

        double Squares(int c) => Enumerable.Range(0, reader.Rows).Sum(n => (double)reader.Weights[(n * reader.Depth) + c] * reader.Weights[(n * reader.Depth) + c]);
    }
}
