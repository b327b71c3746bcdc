// embed cuts 4 patches out of pixels, 4 at a time, and mixes channels: 4 rows of 12 to 8 s16.
// 384 multiply-accumulates.
//     p[row, k] = x[i0 * 24 + i1 * 6 + i2 * 12 + i3 * 3 + i4], row along the first 2 of [2, 2, 2, 2, 3], k along the others
//     acc[row, n] = bias[n] + sum over k < 12 of weight[n, k] * p[row, k]
//     y[row, n] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
private static void Embed<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var patches = new global::QMlp.Runtime.IndexMap
    {
        Dims = [2, 2, 2, 2, 3],
        Strides = [24, 6, 12, 3, 1],
        Offset = 0,
    };
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.EmbedWeights,
        Bias = (int*)(frame.Weights + Sections.EmbedBias),
        Rows = 8,
        Depth = 12,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream0),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + Sections.EmbedMultiplier),
        Low = -32767,
        High = 32767,
    };
    global::QMlp.Runtime.PatchMixing<TTier, global::QMlp.Runtime.S16Epilogue>.Run(
        x: frame.Input, patches, rowAxes: 2, rowsAtATime: 4,
        rowBegin, rowEnd, weights, epilogue);
}
