using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="LayerNormStep"/>.</summary>
sealed class LayerNormReference : StepReference<LayerNormStep>
{
    protected override ReferenceTensor Run(LayerNormStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var quantizers = ChannelQuantizers.Of(output);
        var channels = gain.Length;
        var y = new int[output.Length];
        for (var start = 0; start < y.Length; start += channels)
        {
            var r = inputs[0].Integers.AsSpan(start, channels);
            long sum = 0, squares = 0;
            foreach (var value in r)
            {
                sum += value;
                squares += (long)value * value;
            }

            var mean = (float)((double)sum / channels);
            var variance = (double)((channels * squares) - (sum * sum)) / ((double)channels * channels);
            var factor = (float)(1 / Math.Sqrt(variance + step.Epsilon));
            for (var c = 0; c < channels; c++)
            {
                float v = (float)r[c] - mean;
                v *= factor;
                v *= gain[c];
                v += offset[c];
                y[start + c] = Requantization.Apply(v, quantizers[c]);
            }
        }

        return new ReferenceTensor(output, y, []);
    }
}
