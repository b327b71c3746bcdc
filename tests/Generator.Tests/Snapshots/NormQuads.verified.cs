// blocks.0.norm1 normalizes 4 rows of 8 s16 to u8, interleaved by four tokens.
//     mean     = float(sum of r / C)
//     factor   = float(1 / sqrt(variance of r + 160))
//     y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), 0, 255)
private static void Blocks0Norm1<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var norm = new global::QMlp.Runtime.LayerNormArguments
    {
        Input = (short*)(frame.Scratch + Buffers.Stream0),
        Stride = 8,
        Channels = 8,
        Epsilon = global::System.BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        Gain = (float*)(frame.Weights + Sections.Blocks0Norm1Gain),
        Offset = (float*)(frame.Weights + Sections.Blocks0Norm1Offset),
        Min = 0,
        Max = 255,
    };
    global::QMlp.Runtime.LayerNorm<TTier>.Interleaved(norm, rowBegin, rowEnd, y: frame.Scratch + Buffers.Norm1, quadStride: 64);
}
