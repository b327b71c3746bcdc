using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>
/// How the stored integers of one linear step's weights are distributed: a good quantizer uses its whole range and clips little. Those of 4 bits in
/// groups are counted without their multipliers.
/// </summary>
/// <param name="Bits">8 or 4.</param>
/// <param name="Count">Number of weights.</param>
/// <param name="Zero">Fraction that became zero.</param>
/// <param name="Rms">Root mean square of the integers: of 127 at 8 bits, of 8 at 4 bits.</param>
/// <param name="Lowest">The integer of the first count.</param>
/// <param name="Counts">How often each integer occurs, from <paramref name="Lowest"/> on.</param>
sealed record WeightDistribution(string Step, int Bits, long Count, double Zero, double Rms, int Lowest, IReadOnlyList<long> Counts)
{
    /// <summary>Those of every linear step, in order.</summary>
    public static IReadOnlyList<WeightDistribution> Of(QuantizedModel model) =>
        [.. model.Steps.OfType<LinearStep>().Select(step => Of(step, model.Weights.Bytes))];

    private static WeightDistribution Of(LinearStep step, ReadOnlySpan<byte> block)
    {
        var bits = step.Groups[0].Weights.Bits;
        var lowest = -(1 << (bits - 1));
        var counts = new long[1 << bits];
        long total = 0;
        double squares = 0;
        foreach (var group in step.Groups)
        {
            foreach (var weight in group.Weights.Stored(block))
            {
                counts[weight - lowest]++;
                squares += weight * weight;
                total++;
            }
        }

        return new WeightDistribution(step.Name, bits, total, (double)counts[-lowest] / total, Math.Sqrt(squares / total), lowest, counts);
    }
}
