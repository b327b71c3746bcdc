using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="MultiplyStep"/>.</summary>
sealed class MultiplyReference : StepReference<MultiplyStep>
{
    protected override ReferenceTensor Run(MultiplyStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var (a, b) = (inputs[0], inputs[1]);
        var (zeroA, zeroB) = (a.Info.Quantization[0].ZeroPoint, b.Info.Quantization[0].ZeroPoint);
        var quantizer = output.Quantization[0];
        var y = new int[output.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var product = (a.Integers[i] - zeroA) * (b.Integers[i] - zeroB);
            float v = (float)product * step.Multiplier;
            y[i] = Requantization.Apply(v, quantizer.ZeroPoint, quantizer.Min, quantizer.Max);
        }

        return new ReferenceTensor(output, y, []);
    }
}
