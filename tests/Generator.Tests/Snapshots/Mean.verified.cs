/// <summary>
/// pool averages 4 tokens of 8 s16 to u8.
/// <code>
/// y[c] = clamp(round(float(sum over t &lt; 4 of x[t, c]) * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Pool<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    Mean<TTier>.Tokens<short, byte>(
        (short*)(frame.Scratch + Buffers.Stream2) + columnBegin, 8, 4, columnEnd - columnBegin,
        (float*)(frame.Weights + 1920) + columnBegin, (float*)(frame.Weights + 1984) + columnBegin, 0, 255,
        frame.Scratch + Buffers.Pooled + columnBegin);
}
