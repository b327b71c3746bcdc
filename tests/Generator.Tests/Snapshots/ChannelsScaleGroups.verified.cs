/// <summary>
/// fc1 mixes channels: 1 row of 40 to 5 u8, clamped to 3..255.
/// 200 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 40 of weight[n, k] * x[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n]) + 3, 3, 255)
/// </code>
/// </summary>
private static void Fc1<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = Expanded.Weights + 0, // panels [1][10][16][4]
        Bias = (int*)(frame.Weights + 384),
        Rows = 5,
        Depth = 40,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.Hidden,
        Stride = 5,
        Multiplier = (float*)(frame.Weights + 448),
        ZeroPoint = 3,
        Low = 3,
        High = 255,
    };
    ChannelMixing<TTier, U8Epilogue>.Run(
        frame.Input, stride: 40, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 5, epilogue);
}
