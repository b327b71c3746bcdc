namespace QMlp.Calibrator.Quantization.Rounding;

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

    /// <summary>The smallest scale at which no weight of the row is clipped.</summary>
    public float FullScale(ReadOnlySpan<float> row, double smallest)
    {
        double least = 0, most = 0;
        foreach (var weight in row)
        {
            least = Math.Min(least, weight);
            most = Math.Max(most, weight);
        }

        return AtLeast(Math.Max(least / Lowest, most / Highest), smallest);
    }

    /// <summary>Scales from the full one downwards, in even steps; equal ones are left out.</summary>
    public static IReadOnlyList<float> Candidates(float full, double smallest) =>
        [.. Enumerable.Range(FirstStep, Steps - FirstStep + 1).Reverse().Select(step => step == Steps ? full : AtLeast(full * (double)step / Steps, smallest)).Distinct()];

    /// <summary>The nearest integer, ties to even, within the grid.</summary>
    public double Nearest(double inUnits) => Math.Clamp(Math.Round(inUnits), Lowest, Highest);

    private static float AtLeast(double scale, double smallest)
    {
        var rounded = (float)Math.Max(scale, smallest);
        return rounded >= SmallestUseful ? rounded : 1;
    }
}
