// channels mixes channels: 13 rows of 21 to 18 u8, interleaved by four tokens, clamped to 0..255.
// 4,914 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 21 of weight[n, k] * x[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n]) + 128, 0, 255)
private static void Channels<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.ChannelsWeights,
        Bias = (int*)(frame.Weights + Sections.ChannelsBias),
        Rows = 18,
        Depth = 21,
        Bits = 4,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.A,
        Stride = 128,
        Multiplier = (float*)(frame.Weights + Sections.ChannelsMultiplier),
        Interleaved = true,
        ZeroPoint = 128,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Scratch + Buffers.X_2, stride: 21, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 18, epilogue);
}
