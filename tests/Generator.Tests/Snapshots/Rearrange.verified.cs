/// <summary>
/// transpose rearranges 30 s16 values.
/// <code>
/// y[i0, i1] = x[i0 + i1 * 5], y of shape [5, 6]
/// </code>
/// </summary>
private static void Transpose<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    Rearrange.Run(
        (short*)(frame.Scratch + Buffers.G), (short*)(frame.Scratch + Buffers.Flat) + ((nint)blockBegin * 6),
        [blockEnd - blockBegin, 6], [1, 5], (nint)blockBegin * 1);
}
