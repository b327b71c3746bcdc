// x, copied rearranges 45 u8 values.
//     y[i0] = x[i0], y of shape [45]
private static void CopyInput<TTier>(in global::QMlp.Runtime.CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var map = new global::QMlp.Runtime.IndexMap
    {
        Dims = [blockEnd - blockBegin],
        Strides = [1],
        Offset = (nint)blockBegin * 1,
    };
    global::QMlp.Runtime.Rearrange.Run(x: frame.Input, y: frame.Scratch + Buffers.X_2 + ((nint)blockBegin * 1), map);
    if (blockEnd == 45)
    {
        // A product reads whole quads, and so behind the last element.
        new global::System.Span<byte>(frame.Scratch + Buffers.X_2 + 45, 3).Clear();
    }
}
