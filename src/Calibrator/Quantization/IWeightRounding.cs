namespace QMlp.Calibrator.Quantization;

/// <summary>A way to turn the real weights of one matrix into integers of a given width, one scale for each output channel.</summary>
interface IWeightRounding
{
    QuantizedWeights Round(WeightsToRound weights);
}

/// <summary>One weight matrix before rounding.</summary>
/// <param name="Node">Name of the linear node, for messages.</param>
/// <param name="Values">[rows, depth], row-major.</param>
/// <param name="Bits">8 (integers -127 to 127) or 4 (-8 to 7).</param>
/// <param name="SmallestScale">
/// [rows]: no scale may be smaller, or the row's bias in units of input scale times weight scale would not fit 32 bits.
/// </param>
sealed record WeightsToRound(string Node, ReadOnlyMemory<float> Values, int Rows, int Depth, int Bits, IReadOnlyList<double> SmallestScale);

/// <summary>One weight matrix after rounding: weight[n, k] is approximately Scales[n] * Values[n, k].</summary>
sealed record QuantizedWeights(sbyte[] Values, float[] Scales);
