using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="MultiplyStep"/>.</summary>
static class MultiplyReference
{
    public static ReferenceTensor Run(MultiplyStep step, ReferenceTensor a, ReferenceTensor b, TensorInfo info)
    {
        var (zeroA, zeroB) = (a.Info.Quantization[0].ZeroPoint, b.Info.Quantization[0].ZeroPoint);
        var quantizer = info.Quantization[0];
        var y = new int[info.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var product = (a.Integers[i] - zeroA) * (b.Integers[i] - zeroB);
            float v = (float)product * step.Multiplier;
            y[i] = Requantization.Apply(v, quantizer.ZeroPoint, quantizer.Min, quantizer.Max);
        }

        return new ReferenceTensor(info, y, []);
    }
}
