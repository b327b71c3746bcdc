/// <summary>
/// stem mixes channels: 5 rows of 9 to 6 s16.
/// 270 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 9 of weight[n, k] * x[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
/// </code>
/// </summary>
private static void Stem<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 0, // panels [1][3][16][4]
        Bias = (int*)(frame.Weights + 192),
        Rows = 6,
        Depth = 9,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream0),
        Stride = 6,
        Multiplier = (float*)(frame.Weights + 256),
        Low = -32767,
        High = 32767,
    };
    ChannelMixing<TTier, S16Epilogue>.Run(
        frame.Scratch + Buffers.X_2, stride: 9, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 6, epilogue);
}
