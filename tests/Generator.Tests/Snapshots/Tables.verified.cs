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
        table: frame.Weights + 1280,
        x: unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, stride: 7,
        y: unchecked(frame.Band + Buffers.Gated - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, yStride: 7,
        rows: rowEnd - rowBegin, columns: 7);
}
