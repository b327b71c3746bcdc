using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>A tensor as the reference computed it: integers for U8 and S16, floats for F32.</summary>
sealed record ReferenceTensor(TensorInfo Info, int[] Integers, float[] Floats)
{
    /// <summary>The reals that the integers stand for: scale * (q - zeroPoint).</summary>
    public float[] Dequantize()
    {
        if (Info.Type == ElementType.F32)
        {
            return Floats;
        }

        var reals = new float[Integers.Length];
        for (var i = 0; i < reals.Length; i++)
        {
            var quantizer = Requantization.OfChannel(Info, i % Info.Shape[^1]);
            reals[i] = quantizer.Scale * (Integers[i] - quantizer.ZeroPoint);
        }

        return reals;
    }
}
