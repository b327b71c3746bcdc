// blocks.0.fc2 mixes channels: 4 rows of 20 to 8 s16, added to the residual.
// 640 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 20 of weight[n, k] * x[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n] + float(residual[row, n]) * 0.9), -32767, 32767)
private static void Blocks0Fc2<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0Fc2Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0Fc2Bias),
        Rows = 8,
        Depth = 20,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream2),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0Fc2Multiplier),
        Low = -32767,
        High = 32767,
        Residual = (short*)(frame.Scratch + Buffers.Stream1),
        ResidualStride = 8,
        ResidualMultiplier = global::System.BitConverter.UInt32BitsToSingle(0x3F666666u) /* 0.9 */,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 20), stride: 20, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 8, epilogue);
}
