using QMlp.ModelFormat;

namespace QMlp.Calibrator.Rounding;

/// <summary>
/// Accumulator-aware rounding: 8-bit weights with which sums of 16 bits hold the products of so many quads of k
/// (<see cref="SaturationCertificate"/>). Rows that do not fit as they were rounded are rounded again with coarser and coarser scales, and what
/// still sums to too much is moved towards zero (<see cref="LaneLimit"/>); each row takes what has the least error.
/// </summary>
/// <param name="Weights">The weights that fit.</param>
/// <param name="Coarser">Number of rows that have a coarser scale than before.</param>
/// <param name="Moved">Number of weights that are not what rounding with the scale of their row made them.</param>
/// <param name="Signal">Sum of squares of the real weights, or of their products with the inputs of <see cref="WeightsToRound.Moments"/>.</param>
/// <param name="NoiseBefore">The same sum of the errors of the weights as they were rounded.</param>
/// <param name="Noise">The same sum of the errors of the weights that fit.</param>
sealed record AccumulatorFit(QuantizedWeights Weights, int Coarser, int Moved, double Signal, double NoiseBefore, double Noise)
{
    /// <summary>Scales in steps of an eighth of an octave: a step too far costs 0.75 dB.</summary>
    private const int StepsPerOctave = 8;

    /// <summary>With a scale four times as coarse weights have 6 bits: worse than moving some.</summary>
    private const int Octaves = 2;

    /// <summary>
    /// A row whose error is so many times the least that it had is through: what remains to be moved falls with the scale, what rounding
    /// leaves grows, and so the error falls first and then grows.
    /// </summary>
    private const double Through = 2;

    /// <param name="rounding">What made <paramref name="rounded"/> of <paramref name="weights"/>.</param>
    /// <param name="inputMax">Largest value of an input.</param>
    /// <param name="quads">The certificate to reach: 1, 2, 4 or 8.</param>
    public static AccumulatorFit Make(
        IWeightRounding rounding, WeightsToRound weights, QuantizedWeights rounded, int inputMax, int quads, CancellationToken cancellation = default)
    {
        var limit = new LaneLimit(weights.Depth, inputMax, quads);
        var error = new WeightError(weights, cancellation);
        var before = error.OfRows(rounded);
        var noise = before.ToArray();
        var moved = new int[weights.Rows];
        var fitted = rounded with { Values = [.. rounded.Values], Scales = [.. rounded.Scales] };
        int[] rows = [.. Enumerable.Range(0, weights.Rows).Where(n => !limit.Holds(rounded.Row(n)))];
        Array.ForEach(rows, n => noise[n] = double.PositiveInfinity);
        for (var step = 0; step <= StepsPerOctave * Octaves && rows.Length > 0; step++)
        {
            var coarser = Math.Pow(2, (double)step / StepsPerOctave);
            var some = weights.Only(rows, n => Math.Max(weights.SmallestScale[n], coarser * rounded.Scales[n]));
            var trial = step == 0 ? rounded.Only(rows) : rounding.Round(some, cancellation);
            var through = new bool[rows.Length];
            Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                var n = rows[i];
                var movedNow = limit.Enforce(trial.Row(i), some, i, trial.Scales[i]);
                var noiseNow = error.OfRow(n, trial.Row(i), trial.Scales[i]);
                through[i] = noiseNow > Through * noise[n];
                if (noiseNow < noise[n])
                {
                    (noise[n], moved[n], fitted.Scales[n]) = (noiseNow, movedNow, trial.Scales[i]);
                    trial.Row(i).CopyTo(fitted.Row(n));
                }
            });
            rows = [.. rows.Where((_, i) => !through[i])];
        }

        var scales = fitted.Scales.Zip(rounded.Scales);
        return new AccumulatorFit(fitted, scales.Count(pair => pair.First > pair.Second), moved.Sum(), error.Signal(), before.Sum(), noise.Sum());
    }
}
