/// <summary>
/// transpose rearranges 30 s16 values.
/// <code>
/// y[i0, i1] = x[i0 + i1 * 5], y of shape [5, 6]
/// </code>
/// </summary>
private static void Transpose<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    var map = new IndexMap
    {
        Dims = [blockEnd - blockBegin, 6],
        Strides = [1, 5],
        Offset = (nint)blockBegin * 1,
    };
    Rearrange.Run((short*)(frame.Scratch + Buffers.G), (short*)(frame.Scratch + Buffers.Flat) + ((nint)blockBegin * 6), map);
}
