// mix.input mixes tokens: 6 to 6 tokens of 5 channels u8, scaled by channel, clamped to 0..255.
// 180 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 6 of weight[n, t] * x[t, c]
//     y[n, c] = clamp(round(float(acc) * multiplier[n] * columnMultiplier[c]) + 128, 0, 255)
private static void MixInput<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.MixInputWeights,
        Bias = (int*)(frame.Weights + Sections.MixInputBias),
        Rows = 6,
        Depth = 6,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.A,
        Stride = 5,
        Multiplier = (float*)(frame.Weights + Sections.MixInputMultiplier),
        ColumnMultiplier = (float*)(frame.Weights + Sections.MixInputColumnMultiplier),
        ZeroPoint = 128,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Scratch + Buffers.X_2, quadStride: 64, weights, rowBegin: 0, rowEnd: 6,
        columnBegin, columnEnd, epilogue);
}
