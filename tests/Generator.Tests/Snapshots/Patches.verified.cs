/// <summary>
/// embed cuts 4 patches out of pixels, 4 at a time, and mixes channels: 4 rows of 12 to 8 s16.
/// 384 multiply-accumulates.
/// <code>
/// p[row, k] = x[i0 * 24 + i1 * 6 + i2 * 12 + i3 * 3 + i4], row along the first 2 of [2, 2, 2, 2, 3], k along the others
/// acc[row, n] = bias[n] + sum over k &lt; 12 of weight[n, k] * p[row, k]
/// y[row, n] = clamp(round(float(acc) * multiplier[n]), -32767, 32767)
/// </code>
/// </summary>
private static void Embed<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var patches = new IndexMap
    {
        Dims = [2, 2, 2, 2, 3],
        Strides = [24, 6, 12, 3, 1],
        Offset = 0,
    };
    var weights = new LinearWeights
    {
        Data = frame.Weights + 0, // panels [1][3][16][4]
        Bias = (int*)(frame.Weights + 192),
        Rows = 8,
        Depth = 12,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new S16Epilogue
    {
        Output = (short*)(frame.Scratch + Buffers.Stream0),
        Stride = 8,
        Multiplier = (float*)(frame.Weights + 256),
        Low = -32767,
        High = 32767,
    };
    PatchMixing<TTier, S16Epilogue>.Run(
        frame.Input, patches, rowAxes: 2, rowsAtATime: 4,
        rowBegin, rowEnd, weights, epilogue);
}
