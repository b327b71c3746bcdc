// stem mixes channels: 5 rows of 9 to 6 s16.
// 270 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 9 of weight[n, k] * x[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
private static void Stem<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.StemWeights,
        Bias = (int*)(frame.Weights + Sections.StemBias),
        Rows = 6,
        Depth = 9,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream0),
        Stride = 6,
        Multiplier = (float*)(frame.Weights + Sections.StemMultiplier),
        Low = -32767,
        High = 32767,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Scratch + Buffers.X_2, stride: 9, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 6, epilogue);
}
