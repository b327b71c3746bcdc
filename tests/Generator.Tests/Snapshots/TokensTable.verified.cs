/// <summary>
/// blocks.0.token.fc1 mixes tokens: 5 to 7 tokens of 6 channels u8 in 2 groups, interleaved by four tokens, then a table.
/// 210 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 5 of weight[n, t] * x[t, c]
/// y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 90, 0, 255)]
/// </code>
/// </summary>
private static void Blocks0TokenFc1<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    Blocks0TokenFc1__Group0<TTier>(frame, columnBegin, columnEnd);
    Blocks0TokenFc1__Group1<TTier>(frame, columnBegin, columnEnd);
}

/// <summary>Group 0 of blocks.0.token.fc1: channels 0 to 2. y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 90, 0, 255)]</summary>
private static void Blocks0TokenFc1__Group0<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 448, // rows [7][8]
        Bias = (int*)(frame.Weights + 512),
        Rows = 7,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.TokenHidden,
        Stride = 64,
        Multiplier = (float*)(frame.Weights + 576),
        Interleaved = true,
        ZeroPoint = 90,
        Table = frame.Weights + 640, // gelu
        Low = 0,
        High = 255,
    };
    TokenMixing<TTier, U8Epilogue>.Run(
        frame.Scratch + Buffers.Norm1, quadStride: 64, weights, rowBegin: 0, rowEnd: 7,
        columnBegin, Math.Min(columnEnd, 3), epilogue);
}

/// <summary>Group 1 of blocks.0.token.fc1: channels 3 to 5. y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 70, 0, 255)]</summary>
private static void Blocks0TokenFc1__Group1<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 896, // rows [7][8]
        Bias = (int*)(frame.Weights + 960),
        Rows = 7,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.TokenHidden + 12,
        Stride = 64,
        Multiplier = (float*)(frame.Weights + 1024),
        Interleaved = true,
        ZeroPoint = 70,
        Table = frame.Weights + 1088, // gelu
        Low = 0,
        High = 255,
    };
    TokenMixing<TTier, U8Epilogue>.Run(
        frame.Scratch + Buffers.Norm1 + 12, quadStride: 64, weights, rowBegin: 0, rowEnd: 7,
        Math.Max(columnBegin, 3) - 3, columnEnd - 3, epilogue);
}
