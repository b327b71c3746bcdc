namespace QMlp.Calibrator.Rounding;

/// <summary>The integers that a weight may become, and the scales to choose among.</summary>
/// <param name="Lowest">-127 or -8: 4 bits use their one more negative integer, 8 bits do not.</param>
/// <param name="Highest">127 or 7.</param>
readonly record struct WeightGrid(int Lowest, int Highest)
{
    /// <summary>Candidate scales are this part of the scale at which nothing is clipped, times a whole number.</summary>
    private const int Steps = 40;

    /// <summary>Least of those numbers: a clip at three tenths of the largest weight is beyond what any layer wants.</summary>
    private const int FirstStep = 12;

    /// <summary>Rows of zeros, or of weights that are zero for every practical purpose, get scale 1: any other would do.</summary>
    private const float SmallestUseful = 1e-30f;

    public static WeightGrid OfBits(int bits) => bits == 8 ? new(-127, 127) : new(-8, 7);

    /// <summary>The smallest step between the values of the integers at which none of the weights is clipped; 0 where all are.</summary>
    public double Step(ReadOnlySpan<float> weights)
    {
        double least = 0, most = 0;
        foreach (var weight in weights)
        {
            least = Math.Min(least, weight);
            most = Math.Max(most, weight);
        }

        return Math.Max(least / Lowest, most / Highest);
    }

    /// <summary>The least whole number that candidates include, where <paramref name="unclipped"/> is the one that clips nothing.</summary>
    public static int LeastOf(int unclipped) => ((unclipped * FirstStep) + Steps - 1) / Steps;

    /// <summary>Scales from the full one downwards, in even steps; equal ones are left out.</summary>
    public static IReadOnlyList<float> Candidates(float full, double smallest) =>
        [
            .. Enumerable.Range(FirstStep, Steps - FirstStep + 1)
            .Reverse()
            .Select(step => step == Steps ? full : AtLeast(full * (double)step / Steps, smallest))
            .Distinct()];

    /// <summary>The nearest integer, ties to even, within the grid.</summary>
    public double Nearest(double inUnits) => Math.Clamp(Math.Round(inUnits), Lowest, Highest);

    /// <summary>A scale as it is stored: not below the smallest one allowed, and 1 for rows of zeros.</summary>
    public static float AtLeast(double scale, double smallest)
    {
        var rounded = (float)Math.Max(scale, smallest);
        return rounded >= SmallestUseful ? rounded : 1;
    }
}
