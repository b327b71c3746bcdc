/// <summary>
/// blocks.0.affine scales and shifts 4 rows of 5 s16 to u8, interleaved by four tokens.
/// <code>
/// y[row, c] = clamp(round(float(x[row, c]) * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Blocks0Affine<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    Rescale<TTier>.Interleaved<short>(
        (short*)(frame.Scratch + Buffers.Stream0), 5, rowBegin, rowEnd, 5,
        (float*)(frame.Weights + 256), (float*)(frame.Weights + 320), 0, 255,
        frame.Scratch + Buffers.Affine, 64);
}
