namespace QMlp.Calibrator.Quantization.Rounding;

/// <summary>A way to turn the real weights of one matrix into integers of a given width, one scale for each output channel.</summary>
interface IWeightRounding
{
    /// <summary>The name that the command line has for it.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="WeightsToRound.Moments"/> has to be there.</summary>
    bool NeedsMoments { get; }

    QuantizedWeights Round(WeightsToRound weights);
}

/// <summary>One weight matrix before rounding.</summary>
/// <param name="Node">Name of the linear node, for messages.</param>
/// <param name="Values">[rows, depth], row-major.</param>
/// <param name="Bits">8 (integers -127 to 127) or 4 (-8 to 7).</param>
/// <param name="SmallestScale">
/// [rows]: no scale may be smaller, or the row's bias in units of input scale times weight scale would not fit 32 bits.
/// </param>
/// <param name="Moments">
/// [depth, depth]: sum over calibration inputs x of x x^T, in any unit; null where the rounding does not need it.
/// </param>
sealed record WeightsToRound(
    string Node, ReadOnlyMemory<float> Values, int Rows, int Depth, int Bits, IReadOnlyList<double> SmallestScale, double[]? Moments = null)
{
    public ReadOnlySpan<float> Row(int n) => Values.Span.Slice(n * Depth, Depth);
}

/// <summary>One weight matrix after rounding: weight[n, k] is approximately Scales[n] * Values[n, k].</summary>
sealed record QuantizedWeights(sbyte[] Values, float[] Scales);
