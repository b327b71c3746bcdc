// fc1 mixes channels: 1 row of 40 to 5 u8, clamped to 3..255.
// 200 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 40 of weight[n, k] * x[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n]) + 3, 3, 255)
private static void Fc1<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = Expanded.Weights + Expanded.Fc1Weights,
        Bias = (int*)(frame.Weights + Sections.Fc1Bias),
        Rows = 5,
        Depth = 40,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.Hidden,
        Stride = 5,
        Multiplier = (float*)(frame.Weights + Sections.Fc1Multiplier),
        ZeroPoint = 3,
        Low = 3,
        High = 255,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Input, stride: 40, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 5, epilogue);
}
