// head mixes channels: 1 row of 8 to 3 float32.
// 24 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 8 of weight[n, k] * x[row, k]
//     y[row, n] = float(acc) * multiplier[n]
private static void Head<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.HeadWeights,
        Bias = (int*)(frame.Weights + Sections.HeadBias),
        Rows = 3,
        Depth = 8,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.F32Epilogue
    {
        Output = frame.Output,
        Accumulators = frame.Accumulators,
        Stride = 3,
        Multiplier = (float*)(frame.Weights + Sections.HeadMultiplier),
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.F32Epilogue>.Run(
        x: frame.Scratch + Buffers.Pooled, stride: 8, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 3, epilogue);
}
