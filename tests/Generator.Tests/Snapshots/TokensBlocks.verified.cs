/// <summary>
/// along.width mixes tokens: 5 to 5 tokens of 6 channels s16, added to the residual.
/// 450 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 5 of weight[n, t] * x[t, c]
/// y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 0.8), -32767, 32767)
/// </code>
/// </summary>
private static void AlongWidth<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 384, // rows [5][8]
        Bias = (int*)(frame.Weights + 448),
        Rows = 5,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    for (nint block = blockBegin; block < blockEnd; block++)
    {
        var epilogue = new S16Epilogue
        {
            Output = (short*)(frame.Scratch + Buffers.Width) + (block * 30),
            Stride = 6,
            Multiplier = (float*)(frame.Weights + 512),
            Low = -32767,
            High = 32767,
            Residual = (short*)(frame.Scratch + Buffers.Stream) + (block * 30),
            ResidualStride = 6,
            ResidualMultiplier = BitConverter.UInt32BitsToSingle(0x3F4CCCCDu) /* 0.8 */,
        };
        TokenMixing<TTier, S16Epilogue>.Run(
            frame.Scratch + Buffers.Norm_2 + (block * 128), quadStride: 64, weights, rowBegin: 0, rowEnd: 5,
            columnBegin: 0, columnEnd: 6, epilogue);
    }
}
