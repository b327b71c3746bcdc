namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Factors s, powers of two, for the channels of an activation x and the weights W that it is multiplied with: x / s and W s are quantized. Of s = r^a / w^b,
/// r and w being the largest magnitudes of a channel and of its weights, the exponents a and b in quarters are those of the least predicted
/// output noise: that of activations rounded in steps of D, D^2 / 12 * sum of (W[n, c] s[c])^2; that of weights rounded in steps of d[n],
/// sum over n of d[n]^2 / 12 * sum over c of E[x[c]^2] / s[c]^2; and that of held-out activations cut off at the range that the others have,
/// which is large where channels are active so rarely that a few samples do not tell their range. No factors at all (a = b = 0) are among them.
/// Powers of two cost 0.2 dB at most and change no bit of the float network's significands.
/// </summary>
static class EqualizationFactors
{
    private const int Quarters = 4;

    /// <summary>Factors are taken where they bring the noise below this part of what it is without: smaller gains may be chance.</summary>
    private const double WorthWhile = 0.7;

    private const double SquareRootOf2 = 1.4142135623730951;

    /// <summary>Channels and weights that are smaller than this part of the largest are treated as if they were as large: they do not matter.</summary>
    private const double Negligible = 1.0 / 1024;

    public static float[] Choose(ChannelStatistics channels, IReadOnlyList<(LinearWeights Weights, int Bits)> readers, int activationBits)
    {
        var ranges = Floored([.. channels.Min.Zip(channels.Max, (min, max) => Math.Max(-(double)min, max))]);
        var weights = Floored([.. Enumerable.Range(0, channels.Channels).Select(c => readers.Max(reader => Largest(reader.Weights, c)))]);
        var (best, least) = (Array.Empty<float>(), double.PositiveInfinity);
        for (var a = 0; a <= Quarters; a++)
        {
            for (var b = 0; b <= Quarters; b++)
            {
                float[] factors = [.. ranges.Zip(weights, (range, weight) => PowerOfTwo(Power(range, a) / Power(weight, b)))];
                var noise = readers.Sum(reader => Noise(channels, factors, reader.Weights, reader.Bits, activationBits));
                if (noise < least)
                {
                    (best, least) = (factors, noise);
                }
            }
        }

        var none = Ones(channels.Channels);
        return least < WorthWhile * readers.Sum(reader => Noise(channels, none, reader.Weights, reader.Bits, activationBits)) ? best : none;
    }

    /// <summary>Predicted mean squared error of the layer's output, summed over its rows.</summary>
    public static double Noise(ChannelStatistics channels, float[] factors, LinearWeights layer, int weightBits, int activationBits)
    {
        double low = 0, high = 0;
        for (var c = 0; c < factors.Length; c++)
        {
            low = Math.Min(low, channels.Min[c] / (double)factors[c]);
            high = Math.Max(high, channels.Max[c] / (double)factors[c]);
        }

        var clipped = Clipped(channels, factors, low, high);
        var step = (high - low) / ((1 << activationBits) - 1);
        var input = channels.MeanSquare.Select((square, c) => square / ((double)factors[c] * factors[c])).Sum();
        var noise = 0.0;
        for (var n = 0; n < layer.Rows; n++)
        {
            double squares = 0, largest = 0;
            for (var c = 0; c < factors.Length; c++)
            {
                var weight = (double)layer.Weights[(n * layer.Depth) + c] * factors[c];
                squares += weight * weight;
                noise += weight * weight * clipped[c];
                largest = Math.Max(largest, Math.Abs(weight));
            }

            var weightStep = largest / ((1 << (weightBits - 1)) - 1);
            noise += ((step * step * squares) + (weightStep * weightStep * input)) / 12;
        }

        return noise;
    }

    /// <summary>For each channel the mean square of what held-out elements lie beyond the range.</summary>
    private static double[] Clipped(ChannelStatistics channels, float[] factors, double low, double high)
    {
        var squares = new double[factors.Length];
        foreach (var vector in channels.HeldOut)
        {
            for (var c = 0; c < squares.Length; c++)
            {
                var x = vector[c] / (double)factors[c];
                var beyond = x - Math.Clamp(x, low, high);
                squares[c] += beyond * beyond / channels.HeldOut.Count;
            }
        }

        return squares;
    }

    /// <summary>The nearest power of two (on the scale of logarithms).</summary>
    public static float PowerOfTwo(double x) => (float)Math.ScaleB(1, Math.ILogB(x * SquareRootOf2));

    private static double Largest(LinearWeights layer, int channel) =>
        Enumerable.Range(0, layer.Rows).Max(n => Math.Abs((double)layer.Weights[(n * layer.Depth) + channel]));

    /// <summary>In units of the largest; 1 throughout where all are zero.</summary>
    private static double[] Floored(double[] values)
    {
        var largest = values.Max();
        return [.. values.Select(value => largest > 0 ? Math.Max(value / largest, Negligible) : 1)];
    }

    /// <summary>x to the power of quarters / 4, by square roots: exactly specified, which a general power is not.</summary>
    private static double Power(double x, int quarters)
    {
        var half = Math.Sqrt(x);
        return quarters switch { 0 => 1, 1 => Math.Sqrt(half), 2 => half, 3 => half * Math.Sqrt(half), _ => x };
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
}
