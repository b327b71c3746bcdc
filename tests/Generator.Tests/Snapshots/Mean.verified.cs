// pool averages 4 tokens of 8 s16 to u8.
//     y[c] = clamp(round(float(sum over t < 4 of x[t, c]) * gain[c] + offset[c]), 0, 255)
private static void Pool<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var mean = new global::QMlp.Runtime.MeanArguments<short>
    {
        Input = (short*)(frame.Scratch + Buffers.Stream2) + columnBegin,
        Stride = 8,
        Tokens = 4,
        Channels = columnEnd - columnBegin,
        Gain = (float*)(frame.Weights + Sections.PoolGain) + columnBegin,
        Offset = (float*)(frame.Weights + Sections.PoolOffset) + columnBegin,
        Min = 0,
        Max = 255,
    };
    global::QMlp.Runtime.Mean<TTier>.Tokens(mean, y: frame.Scratch + Buffers.Pooled + columnBegin);
}
