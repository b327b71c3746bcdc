// s16.norm normalizes 6 rows of 5 s16 to s16.
//     mean     = float(sum of r / C)
//     factor   = float(1 / sqrt(variance of r + 160))
//     y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), -32767, 32767)
private static void S16Norm<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var norm = new global::QMlp.Runtime.LayerNormArguments
    {
        Input = (short*)(frame.Scratch + Buffers.F),
        Stride = 5,
        Channels = 5,
        Epsilon = global::System.BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        Gain = (float*)(frame.Weights + Sections.S16NormGain),
        Offset = (float*)(frame.Weights + Sections.S16NormOffset),
        Min = -32767,
        Max = 32767,
    };
    global::QMlp.Runtime.LayerNorm<TTier>.Rows(norm, rowBegin, rowEnd, y: (short*)(frame.Scratch + Buffers.G), yStride: 5);
}
