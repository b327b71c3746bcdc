// transpose rearranges 30 s16 values.
//     y[i0, i1] = x[i0 + i1 * 5], y of shape [5, 6]
private static void Transpose<TTier>(in global::QMlp.Runtime.CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var map = new global::QMlp.Runtime.IndexMap
    {
        Dims = [blockEnd - blockBegin, 6],
        Strides = [1, 5],
        Offset = (nint)blockBegin * 1,
    };
    global::QMlp.Runtime.Rearrange.Run(x: (short*)(frame.Scratch + Buffers.G), y: (short*)(frame.Scratch + Buffers.Flat) + ((nint)blockBegin * 6), map);
}
