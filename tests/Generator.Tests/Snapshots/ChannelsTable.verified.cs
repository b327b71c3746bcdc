// blocks.0.fc1.0 mixes channels: 5 rows of 4 to 9 u8, then a table.
// 180 multiply-accumulates.
//     acc[row, n] = bias[n] + sum over k < 4 of weight[n, k] * x[row, k]
//     y[row, n] = gelu[clamp(round(float(acc) * multiplier[n]) + 96, 0, 255)]
private static void Blocks0Fc10<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var weights = new global::QMlp.Runtime.LinearWeights
    {
        Data = frame.Weights + Sections.Blocks0Fc10Weights,
        Bias = (int*)(frame.Weights + Sections.Blocks0Fc10Bias),
        Rows = 9,
        Depth = 4,
        Bits = 8,
        Certificate = 0,
    };
    var epilogue = new global::QMlp.Runtime.U8Epilogue
    {
        Output = frame.Scratch + Buffers.Kept,
        Stride = 9,
        Multiplier = (float*)(frame.Weights + Sections.Blocks0Fc10Multiplier),
        ZeroPoint = 96,
        Table = frame.Weights + Sections.Blocks0Fc10Table,
        Low = 0,
        High = 255,
    };
    global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.U8Epilogue>.Run(
        x: frame.Scratch + Buffers.Norm, stride: 4, rowBegin, rowEnd,
        weights, columnBegin: 0, columnEnd: 9, epilogue);
}
