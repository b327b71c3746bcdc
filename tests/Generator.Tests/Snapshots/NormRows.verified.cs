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
    LayerNorm<TTier>.Rows<byte>(
        (short*)(frame.Scratch + Buffers.Stream1), 8, rowBegin, rowEnd, 8,
        BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        (float*)(frame.Weights + 832), (float*)(frame.Weights + 896), 0, 255,
        unchecked(frame.Band + Buffers.Norm2 - (nint)rowBegin * 8), 8);
}
