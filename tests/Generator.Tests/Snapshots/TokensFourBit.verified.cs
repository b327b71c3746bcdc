/// <summary>
/// tokens mixes tokens: 13 to 13 tokens of 18 channels s16.
/// 3,042 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 13 of weight[n, t] * x[t, c]
/// y[n, c] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
/// </code>
/// </summary>
private static void Tokens<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 640, // rows [13][8]
        Bias = (int*)(frame.Weights + 768),
        Rows = 13,
        Depth = 13,
        Bits = 4,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.B),
        Stride = 18,
        Multiplier = (float*)(frame.Weights + 832),
        Low = -32767,
        High = 32767,
    };
    TokenMixing<TTier, S16Epilogue>.Run(
        frame.Scratch + Buffers.A, quadStride: 128, weights, rowBegin: 0, rowEnd: 13,
        columnBegin, columnEnd, epilogue);
}
