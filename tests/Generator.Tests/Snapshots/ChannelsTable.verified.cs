/// <summary>
/// blocks.0.fc1.0 mixes channels: 5 rows of 4 to 9 u8, then a table.
/// 180 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 4 of weight[n, k] * x[row, k]
/// y[row, n] = gelu[clamp(round(float(acc) * multiplier[n]) + 96, 0, 255)]
/// </code>
/// </summary>
private static void Blocks0Fc10<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 384, // panels [1][1][16][4]
        Bias = (int*)(frame.Weights + 448),
        Rows = 9,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.Kept,
        Stride = 9,
        Multiplier = (float*)(frame.Weights + 512),
        ZeroPoint = 96,
        Table = frame.Weights + 576, // gelu
        Low = 0,
        High = 255,
    };
    ChannelMixing<TTier, U8Epilogue>.Run(
        frame.Scratch + Buffers.Norm, stride: 4, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 9, epilogue);
}
