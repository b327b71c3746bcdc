using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>A tensor as the reference computed it: integers for U8 and S16, floats for F32.</summary>
sealed record ReferenceTensor(TensorInfo Info, int[] Integers, float[] Floats)
{
    /// <summary>Reals as the tensor's quantizers represent them: clamp(round(x / scale) + zeroPoint, min, max).</summary>
    public static ReferenceTensor Quantize(TensorInfo info, ReadOnlySpan<float> reals)
    {
        var quantizers = ChannelQuantizers.Of(info);
        var integers = new int[reals.Length];
        for (var i = 0; i < integers.Length; i++)
        {
            var quantizer = quantizers[i % quantizers.Length];
            integers[i] = Requantization.Apply(reals[i] / quantizer.Scale, quantizer.ZeroPoint, quantizer.Min, quantizer.Max);
        }

        return new ReferenceTensor(info, integers, []);
    }

    /// <summary>The reals that the integers stand for: scale * (q - zeroPoint).</summary>
    public float[] Dequantize()
    {
        if (Info.Type == ElementType.F32)
        {
            return Floats;
        }

        var quantizers = ChannelQuantizers.Of(Info);
        var reals = new float[Integers.Length];
        for (var i = 0; i < reals.Length; i++)
        {
            var quantizer = quantizers[i % quantizers.Length];
            reals[i] = quantizer.Scale * (Integers[i] - quantizer.ZeroPoint);
        }

        return reals;
    }
}
