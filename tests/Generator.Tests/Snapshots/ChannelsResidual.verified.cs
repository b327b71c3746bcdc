/// <summary>
/// blocks.0.fc2 mixes channels: 4 rows of 20 to 8 s16, added to the residual.
/// 640 multiply-accumulates.
/// <code>
/// acc[row, n] = bias[n] + sum over k &lt; 20 of weight[n, k] * x[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n] + float(residual[row, n]) * 0.9), -32767, 32767)
/// </code>
/// </summary>
private static void Blocks0Fc2<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 1472, // panels [1][5][16][4]
        Bias = (int*)(frame.Weights + 1792),
        Rows = 8,
        Depth = 20,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream2),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + 1856),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream1),
        ResidualStride = 8,
        ResidualMultiplier = BitConverter.UInt32BitsToSingle(0x3F666666u) /* 0.9 */,
    };
    ChannelMixing<TTier, S16Epilogue>.Run(
        unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 20), stride: 20, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 8, epilogue);
}
