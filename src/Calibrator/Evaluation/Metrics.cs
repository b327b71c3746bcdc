namespace QMlp.Calibrator.Evaluation;

/// <summary>How well outputs agree with labels or with other outputs. All are pure functions of row-major [samples, classes] data.</summary>
static class Metrics
{
    /// <summary>
    /// Signal to quantization-noise ratio, 10 log10(sum of reference^2 / sum of (reference - actual)^2), in dB; +infinity when they are
    /// equal.
    /// </summary>
    public static double SqnrDb(ReadOnlySpan<float> reference, ReadOnlySpan<float> actual)
    {
        if (reference.Length != actual.Length)
        {
            throw new ArgumentException($"{reference.Length} reference values are compared with {actual.Length}.", nameof(actual));
        }

        double signal = 0, noise = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var error = (double)reference[i] - actual[i];
            signal += (double)reference[i] * reference[i];
            noise += error * error;
        }

        return noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
    }

    /// <summary>Index of the largest logit; the first of several equal ones.</summary>
    public static int Top1(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Whether the label is among the <paramref name="count"/> largest logits; of equal logits the first count as larger.</summary>
    public static bool InTop(ReadOnlySpan<float> logits, int label, int count)
    {
        var larger = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] > logits[label] || (logits[i] == logits[label] && i < label))
            {
                larger++;
            }
        }

        return larger < count;
    }

    /// <summary>Fraction of samples whose label is among the <paramref name="count"/> largest logits: 1 for top-1, 5 for top-5.</summary>
    public static double TopAccuracy(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, int count)
    {
        RequireRows(logits, classes, labels.Length);
        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += InTop(logits.Slice(i * classes, classes), labels[i], count) ? 1 : 0;
        }

        return (double)correct / labels.Length;
    }

    /// <summary>Fraction of samples for which both outputs have the same largest logit.</summary>
    public static double Agreement(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int classes)
    {
        var samples = first.Length / classes;
        RequireRows(first, classes, samples);
        RequireRows(second, classes, samples);
        var same = 0;
        for (var i = 0; i < samples; i++)
        {
            same += Top1(first.Slice(i * classes, classes)) == Top1(second.Slice(i * classes, classes)) ? 1 : 0;
        }

        return (double)same / samples;
    }

    private static void RequireRows(ReadOnlySpan<float> values, int classes, int samples)
    {
        if (values.Length != (long)samples * classes || samples == 0)
        {
            throw new ArgumentException($"{samples} rows of {classes} values are expected, {values.Length} values were given.", nameof(values));
        }
    }
}
