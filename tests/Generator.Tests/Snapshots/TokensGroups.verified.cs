/// <summary>
/// blocks.0.token_mix mixes tokens: 4 to 4 tokens of 8 channels s16 in 2 groups, added to the residual.
/// 128 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 4 of weight[n, t] * x[t, c]
/// y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)
/// </code>
/// </summary>
private static void Blocks0TokenMix<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    Blocks0TokenMix__Group0<TTier>(frame, columnBegin, columnEnd);
    Blocks0TokenMix__Group1<TTier>(frame, columnBegin, columnEnd);
}

/// <summary>Group 0 of blocks.0.token_mix: channels 0 to 3. y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)</summary>
private static void Blocks0TokenMix__Group0<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 448, // rows [4][4]
        Bias = (int*)(frame.Weights + 512),
        Rows = 4,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream1),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + 576),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream0),
        ResidualStride = 8,
        ResidualMultiplier = BitConverter.UInt32BitsToSingle(0x3F800000u) /* 1 */,
    };
    TokenMixing<TTier, S16Epilogue>.Run(
        frame.Scratch + Buffers.Norm1, quadStride: 64, weights, rowBegin: 0, rowEnd: 4,
        columnBegin, Math.Min(columnEnd, 4), epilogue);
}

/// <summary>Group 1 of blocks.0.token_mix: channels 4 to 7. y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)</summary>
private static void Blocks0TokenMix__Group1<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 640, // rows [4][4]
        Bias = (int*)(frame.Weights + 704),
        Rows = 4,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream1) + 4,
        Stride = 8,
        Multiplier = (float*)(frame.Weights + 768),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream0) + 4,
        ResidualStride = 8,
        ResidualMultiplier = BitConverter.UInt32BitsToSingle(0x3F800000u) /* 1 */,
    };
    TokenMixing<TTier, S16Epilogue>.Run(
        frame.Scratch + Buffers.Norm1 + 16, quadStride: 64, weights, rowBegin: 0, rowEnd: 4,
        Math.Max(columnBegin, 4) - 4, columnEnd - 4, epilogue);
}
