/// <summary>
/// blocks.0.norm2 normalizes 4 rows of 8 s16 to u8.
/// <code>
/// mean     = float(sum of r / C)
/// factor   = float(1 / sqrt(variance of r + 160))
/// y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Blocks0Norm2<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var norm = new LayerNormArguments
    {
        Input = (short*)(frame.Scratch + Buffers.Stream1),
        Stride = 8,
        Channels = 8,
        Epsilon = BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        Gain = (float*)(frame.Weights + 832),
        Offset = (float*)(frame.Weights + 896),
        Min = 0,
        Max = 255,
    };
    LayerNorm<TTier>.Rows(norm, rowBegin, rowEnd, unchecked(frame.Band + Buffers.Norm2 - (nint)rowBegin * 8), yStride: 8);
}
