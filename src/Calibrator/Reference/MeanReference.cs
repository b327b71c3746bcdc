using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="MeanStep"/>.</summary>
sealed class MeanReference : StepReference<MeanStep>
{
    protected override ReferenceTensor Run(MeanStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var quantizers = ChannelQuantizers.Of(output);
        var (outer, terms, channels) = ShapeAround.Axis(inputs[0].Info.Shape, step.Axis);
        var y = new int[output.Length];
        for (var o = 0; o < outer; o++)
        {
            for (var c = 0; c < channels; c++)
            {
                var sum = 0;
                for (var t = 0; t < terms; t++)
                {
                    sum += inputs[0].Integers[(((o * terms) + t) * channels) + c];
                }

                float v = (float)sum * gain[c];
                v += offset[c];
                y[(o * channels) + c] = Requantization.Apply(v, quantizers[c]);
            }
        }

        return new ReferenceTensor(output, y, []);
    }
}
