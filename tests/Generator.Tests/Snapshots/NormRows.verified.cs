// blocks.0.norm2 normalizes 4 rows of 8 s16 to u8.
//     mean     = float(sum of r / C)
//     factor   = float(1 / sqrt(variance of r + 160))
//     y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), 0, 255)
private static void Blocks0Norm2<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var norm = new global::QMlp.Runtime.LayerNormArguments
    {
        Input = (short*)(frame.Scratch + Buffers.Stream1),
        Stride = 8,
        Channels = 8,
        Epsilon = global::System.BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        Gain = (float*)(frame.Weights + Sections.Blocks0Norm2Gain),
        Offset = (float*)(frame.Weights + Sections.Blocks0Norm2Offset),
        Min = 0,
        Max = 255,
    };
    global::QMlp.Runtime.LayerNorm<TTier>.Rows(norm, rowBegin, rowEnd, y: unchecked(frame.Band + Buffers.Norm2 - (nint)rowBegin * 8), yStride: 8);
}
