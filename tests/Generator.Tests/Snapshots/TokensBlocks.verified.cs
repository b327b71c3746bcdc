// along.width mixes tokens: 5 to 5 tokens of 6 channels s16, added to the residual.
// 450 multiply-accumulates.
//     acc[n, c] = bias[n] + sum over t < 5 of weight[n, t] * x[t, c]
//     y[n, c] = clamp(round(float(acc) * multiplier[n] + float(residual[n, c]) * 0.8), -32767, 32767)
private static void AlongWidth<TTier>(in global::QMlp.Runtime.CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.AlongWidthWeights,
        Bias = (int*)(frame.Weights + Sections.AlongWidthBias),
        Rows = 5,
        Depth = 5,
        Bits = 8,
        Certificate = 0,
    };
    for (nint block = blockBegin; block < blockEnd; block++)
    {
        var epilogue = new global::QMlp.Runtime.S16Epilogue
        {
            Output = (short*)(frame.Scratch + Buffers.Width) + (block * 30),
            Stride = 6,
            Multiplier = (float*)(frame.Weights + Sections.AlongWidthMultiplier),
            Low = -32767,
            High = 32767,
            Residual = (short*)(frame.Scratch + Buffers.Stream) + (block * 30),
            ResidualStride = 6,
            ResidualMultiplier = global::System.BitConverter.UInt32BitsToSingle(0x3F4CCCCDu) /* 0.8 */,
        };
        global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
            x: frame.Scratch + Buffers.Norm_2 + (block * 128), quadStride: 64, weights, rowBegin: 0, rowEnd: 5,
            columnBegin: 0, columnEnd: 6, epilogue);
    }
}
