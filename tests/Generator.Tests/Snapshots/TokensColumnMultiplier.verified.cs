/// <summary>
/// mix.input mixes tokens: 6 to 6 tokens of 5 channels u8, scaled by channel, clamped to 0..255.
/// 180 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 6 of weight[n, t] * x[t, c]
/// y[n, c] = clamp(round(float(acc) * multiplier[n] * columnMultiplier[c]) + 128, 0, 255)
/// </code>
/// </summary>
private static void MixInput<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 0, // rows [6][8]
        Bias = (int*)(frame.Weights + 64),
        Rows = 6,
        Depth = 6,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new U8Epilogue
    {
        Output = frame.Scratch + Buffers.A,
        Stride = 5,
        Multiplier = (float*)(frame.Weights + 128),
        ColumnMultiplier = (float*)(frame.Weights + 192),
        ZeroPoint = 128,
        Low = 0,
        High = 255,
    };
    TokenMixing<TTier, U8Epilogue>.Run(
        frame.Scratch + Buffers.X_2, quadStride: 64, weights, rowBegin: 0, rowEnd: 6,
        columnBegin, columnEnd, epilogue);
}
