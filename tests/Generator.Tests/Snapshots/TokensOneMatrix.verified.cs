/// <summary>
/// blocks.0.gate.proj mixes tokens: 5 to 5 tokens of 9 channels s16.
/// 225 multiply-accumulates.
/// <code>
/// acc[n, c] = bias[n] + sum over t &lt; 5 of weight[n, t] * x[t, c]
/// y[n, c] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
/// </code>
/// </summary>
private static void Blocks0GateProj<TTier>(in CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, ITier
{
    var weights = new LinearWeights
    {
        Data = frame.Weights + 1536, // rows [5][8]
        Bias = (int*)(frame.Weights + 1600),
        Rows = 5,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.GateMixed),
        Stride = 9,
        Multiplier = (float*)(frame.Weights + 1664),
        Low = -32767,
        High = 32767,
    };
    TokenMixing<TTier, S16Epilogue>.Run(
        frame.Scratch + Buffers.GateNorm, quadStride: 64, weights, rowBegin: 0, rowEnd: 5,
        columnBegin, columnEnd, epilogue);
}
