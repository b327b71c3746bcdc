/// <summary>
/// x, copied rearranges 45 u8 values.
/// <code>
/// y[i0] = x[i0], y of shape [45]
/// </code>
/// </summary>
private static void CopyInput<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    var map = new IndexMap
    {
        Dims = [blockEnd - blockBegin],
        Strides = [1],
        Offset = (nint)blockBegin * 1,
    };
    Rearrange.Run(frame.Input, frame.Scratch + Buffers.X_2 + ((nint)blockBegin * 1), map);
}
