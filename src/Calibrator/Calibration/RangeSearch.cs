namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Looks for the range within [min, max] of the least cost. Candidates for either bound are even parts of the outermost value. First both
/// bounds are drawn in together, then each in turn is moved to where the cost is least until neither moves: the cost never rises on the
/// way, so the result is at least as good as min and max themselves.
/// </summary>
static class RangeSearch
{
    /// <summary>Parts of each bound.</summary>
    public const int Steps = 128;

    /// <summary>Rounds of moving one bound and then the other; they settle in two or three.</summary>
    private const int Rounds = 6;

    /// <param name="least">Smallest part of a bound that is tried, of <see cref="Steps"/>.</param>
    public static ActivationRange Find(float min, float max, int least, Func<ActivationRange, double> cost)
    {
        var (outermostMin, outermostMax) = (Math.Min(min, 0), Math.Max(max, 0));
        ActivationRange At(int low, int high) => new(outermostMin * low / Steps, outermostMax * high / Steps);
        var steps = Enumerable.Range(least, Steps - least + 1).Reverse().ToList();

        var joint = steps.MinBy(step => cost(At(step, step)));
        var (lowStep, highStep) = (joint, joint);
        for (var round = 0; round < Rounds; round++)
        {
            var before = (lowStep, highStep);
            if (outermostMax > 0)
            {
                highStep = Best(highStep, step => cost(At(lowStep, step)), steps);
            }

            if (outermostMin < 0)
            {
                lowStep = Best(lowStep, step => cost(At(step, highStep)), steps);
            }

            if (before == (lowStep, highStep))
            {
                break;
            }
        }

        return At(lowStep, highStep);
    }

    /// <summary>The step of the least cost; the present one unless another is better, so that the search ends.</summary>
    private static int Best(int present, Func<int, double> cost, List<int> steps)
    {
        var (best, least) = (present, cost(present));
        foreach (var step in steps)
        {
            var candidate = cost(step);
            if (candidate < least)
            {
                (best, least) = (step, candidate);
            }
        }

        return best;
    }
}
