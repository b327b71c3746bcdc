/// <summary>
/// blocks.0.act applies a table to 4 rows of 7 u8.
/// <code>
/// y[row, c] = table[x[row, c]]
/// </code>
/// </summary>
private static void Blocks0Act<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    Table<TTier>.Rows(
        frame.Weights + 1280, unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, 7,
        unchecked(frame.Band + Buffers.Gated - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, 7, rowEnd - rowBegin, 7);
}
