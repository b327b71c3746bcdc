/// <summary>
/// head mixes channels: 1 row of 8 to 3 float32.
/// 24 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 8 of weight[n, k] * x[row, k]
/// y[row, n] = float(acc) * multiplier[n]
/// </code>
/// </summary>
private static void Head<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 2048, // panels [1][2][16][4]
        Bias = (int*)(frame.Weights + 2176),
        Rows = 3,
        Depth = 8,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new F32Epilogue
    {
        Output = frame.Output,
        Accumulators = frame.Accumulators,
        Stride = 3,
        Multiplier = (float*)(frame.Weights + 2240),
    };
    ChannelMixing<TTier, F32Epilogue>.Run(
        frame.Scratch + Buffers.Pooled, stride: 8, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 3, epilogue);
}
