// blocks.0.fc1 mixes channels: 4 rows of 8 to 20 u8, clamped to 0..255.
// 640 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 8 of weight[n, k] * x[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n]), 0, 255)
private static void Blocks0Fc1<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0Fc1Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0Fc1Bias),
        Rows = 20,
        Depth = 8,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 20),
        Stride = 20,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0Fc1Multiplier),
        ZeroPoint = 0,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: unchecked(frame.Band + Buffers.Norm2 - (nint)rowBegin * 8), stride: 8, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 20, epilogue);
}
