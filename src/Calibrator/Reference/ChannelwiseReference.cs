using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="LayerNormStep"/>, <see cref="RescaleStep"/> and <see cref="MeanStep"/>.</summary>
static class ChannelwiseReference
{
    public static ReferenceTensor LayerNorm(LayerNormStep step, ReferenceTensor x, TensorInfo info, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var channels = gain.Length;
        var y = new int[info.Length];
        for (var start = 0; start < y.Length; start += channels)
        {
            var r = x.Integers.AsSpan(start, channels);
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
                y[start + c] = Requantization.Apply(v, Requantization.OfChannel(info, c));
            }
        }

        return new ReferenceTensor(info, y, []);
    }

    public static ReferenceTensor Rescale(RescaleStep step, ReferenceTensor x, TensorInfo info, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var y = new int[info.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var c = i % gain.Length;
            float v = (float)x.Integers[i] * gain[c];
            v += offset[c];
            y[i] = Requantization.Apply(v, Requantization.OfChannel(info, c));
        }

        return new ReferenceTensor(info, y, []);
    }

    public static ReferenceTensor Mean(MeanStep step, ReferenceTensor x, TensorInfo info, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var (outer, terms, channels) = ShapeAround.Axis(x.Info.Shape, step.Axis);
        var y = new int[info.Length];
        for (var o = 0; o < outer; o++)
        {
            for (var c = 0; c < channels; c++)
            {
                var sum = 0;
                for (var t = 0; t < terms; t++)
                {
                    sum += x.Integers[(((o * terms) + t) * channels) + c];
                }

                float v = (float)sum * gain[c];
                v += offset[c];
                y[(o * channels) + c] = Requantization.Apply(v, Requantization.OfChannel(info, c));
            }
        }

        return new ReferenceTensor(info, y, []);
    }
}
