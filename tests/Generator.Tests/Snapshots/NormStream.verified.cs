/// <summary>
/// s16.norm normalizes 6 rows of 5 s16 to s16.
/// <code>
/// mean     = float(sum of r / C)
/// factor   = float(1 / sqrt(variance of r + 160))
/// y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), -32767, 32767)
/// </code>
/// </summary>
private static void S16Norm<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var norm = new LayerNormArguments
    {
        Input = (short*)(frame.Scratch + Buffers.F),
        Stride = 5,
        Channels = 5,
        Epsilon = BitConverter.UInt64BitsToDouble(0x4064000000000000uL) /* 160 */,
        Gain = (float*)(frame.Weights + 2880),
        Offset = (float*)(frame.Weights + 2944),
        Min = -32767,
        Max = 32767,
    };
    LayerNorm<TTier>.Rows(norm, rowBegin, rowEnd, (short*)(frame.Scratch + Buffers.G), yStride: 5);
}
