/// <summary>
/// blocks.0.norm1 normalizes 4 rows of 8 s16 to u8, interleaved by four tokens.
/// <code>
/// mean     = float(sum of r / C)
/// factor   = float(1 / sqrt(variance of r + 160))
/// y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Blocks0Norm1<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    LayerNorm<TTier>.Interleaved(
        (short*)(frame.Scratch + Buffers.Stream0), 8, rowBegin, rowEnd, 8,
        BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        (float*)(frame.Weights + 320), (float*)(frame.Weights + 384), 0, 255,
        frame.Scratch + Buffers.Norm1, 64);
}
