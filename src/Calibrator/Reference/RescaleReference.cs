using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="RescaleStep"/>.</summary>
sealed class RescaleReference : StepReference<RescaleStep>
{
    protected override ReferenceTensor Run(RescaleStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var gain = arrays.Floats(step.Gain);
        var offset = arrays.Floats(step.Offset);
        var quantizers = ChannelQuantizers.Of(output);
        var y = new int[output.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var c = i % gain.Length;
            float v = (float)inputs[0].Integers[i] * gain[c];
            v += offset[c];
            y[i] = Requantization.Apply(v, quantizers[c]);
        }

        return new ReferenceTensor(output, y, []);
    }
}
