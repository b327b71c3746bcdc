// blocks.0.token_mix mixes tokens: 4 to 4 tokens of 8 channels s16 in 2 groups, added to the residual.
// 128 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 4 of weight[n, t] * x[t, c]
//     y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)
private static void Blocks0TokenMix<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    Blocks0TokenMix__Group0<TTier>(frame, columnBegin, columnEnd);
    Blocks0TokenMix__Group1<TTier>(frame, columnBegin, columnEnd);
}

// Group 0 of blocks.0.token_mix: channels 0 to 3.
//     y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)
private static void Blocks0TokenMix__Group0<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0TokenMixGroup0Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0TokenMixGroup0Bias),
        Rows = 4,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream1),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0TokenMixGroup0Multiplier),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream0),
        ResidualStride = 8,
        ResidualMultiplier = global::System.BitConverter.UInt32BitsToSingle(0x3F800000u) /* 1 */,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Scratch + Buffers.Norm1, quadStride: 64, weights, rowBegin: 0, rowEnd: 4,
        columnBegin, global::System.Math.Min(columnEnd, 4), epilogue);
}

// Group 1 of blocks.0.token_mix: channels 4 to 7.
//     y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 1), -32767, 32767)
private static void Blocks0TokenMix__Group1<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0TokenMixGroup1Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0TokenMixGroup1Bias),
        Rows = 4,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream1) + 4,
        Stride = 8,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0TokenMixGroup1Multiplier),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream0) + 4,
        ResidualStride = 8,
        ResidualMultiplier = global::System.BitConverter.UInt32BitsToSingle(0x3F800000u) /* 1 */,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Scratch + Buffers.Norm1 + 16, quadStride: 64, weights, rowBegin: 0, rowEnd: 4,
        global::System.Math.Max(columnBegin, 4) - 4, columnEnd - 4, epilogue);
}
