namespace QMlp.Calibrator.Evaluation;

/// <summary>
/// Compares logits bit for bit. Multipliers of a model may be so large that a logit overflows, and infinity times zero is not a number, of which there
/// are many: sign and payload are the processor's choice and say nothing, so one is as good as another.
/// </summary>
static class ExactComparison
{
    /// <summary>How many values are not those expected. Infinities have one form for each sign and are compared as all others; so are the two zeros.</summary>
    public static int Differences(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var count = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            count += IsSame(actual[i], expected[i]) ? 0 : 1;
        }

        return count;
    }

    private static bool IsSame(float actual, float expected) => float.IsNaN(expected)
        ? float.IsNaN(actual)
        : BitConverter.SingleToInt32Bits(actual) == BitConverter.SingleToInt32Bits(expected);
}
