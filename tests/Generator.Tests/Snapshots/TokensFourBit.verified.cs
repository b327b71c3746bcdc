// tokens mixes tokens: 13 to 13 tokens of 18 channels s16.
// 3,042 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 13 of weight[n, t] * x[t, c]
//     y[n, c] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
private static void Tokens<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.TokensWeights,
        Bias = (int*)(frame.Weights + Sections.TokensBias),
        Rows = 13,
        Depth = 13,
        Bits = 4,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.B),
        Stride = 18,
        Multiplier = (float*)(frame.Weights + Sections.TokensMultiplier),
        Low = -32767,
        High = 32767,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Scratch + Buffers.A, quadStride: 128, weights, rowBegin: 0, rowEnd: 13,
        columnBegin, columnEnd, epilogue);
}
