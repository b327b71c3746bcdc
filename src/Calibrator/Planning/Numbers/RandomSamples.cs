using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>Samples for golden vectors where there is no data: every integer of the input's quantizer is as likely as another.</summary>
static class RandomSamples
{
    private const int Count = 2;

    /// <exception cref="InvalidOperationException">The model does not quantize its input.</exception>
    public static IReadOnlyList<float[]> Of(FloatGraph graph)
    {
        var quantizer = graph.Quantizers.GetValueOrDefault(graph.Input)?[0] ?? graph.WideQuantizers.GetValueOrDefault(graph.Input)
            ?? throw new InvalidOperationException("random samples are drawn from the integers of the input's quantizer");
        var random = new LinearCongruence();
        return [.. Enumerable.Range(0, Count).Select(_ => Sample(graph.Input.Shape.Length, quantizer, random))];
    }

    private static float[] Sample(int length, RoundingFunction quantizer, LinearCongruence random)
    {
        var sample = new float[length];
        for (var i = 0; i < length; i++)
        {
            var code = quantizer.Min + (int)(random.Next() % (uint)(quantizer.Max - quantizer.Min + 1));
            sample[i] = quantizer.Scale * (code - quantizer.ZeroPoint);
        }

        return sample;
    }

    /// <summary>The generator of Knuth's MMIX: written out, because the library's may change between versions.</summary>
    private sealed class LinearCongruence
    {
        private ulong _state = 1;

        /// <summary>The upper half of the state, whose bits are the better ones.</summary>
        public uint Next()
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (uint)(_state >> 32);
        }
    }
}
