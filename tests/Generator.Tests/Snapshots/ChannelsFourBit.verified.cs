/// <summary>
/// channels mixes channels: 13 rows of 21 to 18 u8, interleaved by four tokens, clamped to 0..255.
/// 4,914 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 21 of weight[n, k] * x[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n]) + 128, 0, 255)
/// </code>
/// </summary>
private static void Channels<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 0, // panels [2][3][16][4]
        Bias = (int*)(frame.Weights + 384),
        Rows = 18,
        Depth = 21,
        Bits = 4,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.A,
        Stride = 128,
        Multiplier = (float*)(frame.Weights + 512),
        Interleaved = true,
        ZeroPoint = 128,
        Low = 0,
        High = 255,
    };
    ChannelMixing<TTier, U8Epilogue>.Run(
        frame.Scratch + Buffers.X_2, stride: 21, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 18, epilogue);
}
