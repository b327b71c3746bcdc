// blocks.0.token.fc1 mixes tokens: 5 to 7 tokens of 6 channels u8 in 2 groups, interleaved by four tokens, then a table.
// 210 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 5 of weight[n, t] * x[t, c]
//     y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 90, 0, 255)]
private static void Blocks0TokenFc1<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    Blocks0TokenFc1__Group0<TTier>(frame, columnBegin, columnEnd);
    Blocks0TokenFc1__Group1<TTier>(frame, columnBegin, columnEnd);
}

// Group 0 of blocks.0.token.fc1: channels 0 to 2.
//     y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 90, 0, 255)]
private static void Blocks0TokenFc1__Group0<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0TokenFc1Group0Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0TokenFc1Group0Bias),
        Rows = 7,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.TokenHidden,
        Stride = 64,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0TokenFc1Group0Multiplier),
        Interleaved = true,
        ZeroPoint = 90,
        Table = frame.Weights + Sections.Blocks0TokenFc1Group0Table,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Scratch + Buffers.Norm1, quadStride: 64, weights, rowBegin: 0, rowEnd: 7,
        columnBegin, global::System.Math.Min(columnEnd, 3), epilogue);
}

// Group 1 of blocks.0.token.fc1: channels 3 to 5.
//     y[n, c] = gelu[clamp(round(float(acc) * multiplier[n]) + 70, 0, 255)]
private static void Blocks0TokenFc1__Group1<TTier>(in global::QMlp.Runtime.CallFrame frame, int columnBegin, int columnEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0TokenFc1Group1Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0TokenFc1Group1Bias),
        Rows = 7,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.TokenHidden + 12,
        Stride = 64,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0TokenFc1Group1Multiplier),
        Interleaved = true,
        ZeroPoint = 70,
        Table = frame.Weights + Sections.Blocks0TokenFc1Group1Table,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Scratch + Buffers.Norm1 + 12, quadStride: 64, weights, rowBegin: 0, rowEnd: 7,
        global::System.Math.Max(columnBegin, 3) - 3, columnEnd - 3, epilogue);
}
