/// <summary>
/// blocks.0.fc1 mixes channels: 4 rows of 8 to 20 u8, clamped to 0..255.
/// 640 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 8 of weight[n, k] * x[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n]), 0, 255)
/// </code>
/// </summary>
private static void Blocks0Fc1<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 960, // panels [2][2][16][4]
        Bias = (int*)(frame.Weights + 1216),
        Rows = 20,
        Depth = 8,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 20),
        Stride = 20,
        Multiplier = (float*)(frame.Weights + 1344),
        ZeroPoint = 0,
        Low = 0,
        High = 255,
    };
    ChannelMixing<TTier, U8Epilogue>.Run(
        unchecked(frame.Band + Buffers.Norm2 - (nint)rowBegin * 8), stride: 8, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 20, epilogue);
}
