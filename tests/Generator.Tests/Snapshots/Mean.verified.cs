/// <summary>
/// pool averages 4 tokens of 8 s16 to u8.
/// <code>
/// y[c] = clamp(round(float(sum over t &lt; 4 of x[t, c]) * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Pool<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var mean = new MeanArguments<short>
    {
        Input = (short*)(frame.Scratch + Buffers.Stream2) + columnBegin,
        Stride = 8,
        Tokens = 4,
        Channels = columnEnd - columnBegin,
        Gain = (float*)(frame.Weights + 1920) + columnBegin,
        Offset = (float*)(frame.Weights + 1984) + columnBegin,
        Min = 0,
        Max = 255,
    };
    Mean<TTier>.Tokens(mean, frame.Scratch + Buffers.Pooled + columnBegin);
}
