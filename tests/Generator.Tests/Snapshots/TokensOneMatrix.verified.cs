// blocks.0.gate.proj mixes tokens: 5 to 5 tokens of 9 channels s16.
// 225 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 5 of weight[n, t] * x[t, c]
//     y[n, c] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
private static void Blocks0GateProj<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0GateProjWeights,
        Bias = (int*)(frame.Weights + Sections.Blocks0GateProjBias),
        Rows = 5,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.GateMixed),
        Stride = 9,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0GateProjMultiplier),
        Low = -32767,
        High = 32767,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Scratch + Buffers.GateNorm, quadStride: 64, weights, rowBegin: 0, rowEnd: 5,
        columnBegin, columnEnd, epilogue);
}
