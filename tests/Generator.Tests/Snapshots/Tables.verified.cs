// blocks.0.act applies a table to 4 rows of 7 u8.
//     y[row, c] = table[x[row, c]]
private static void Blocks0Act<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    global::QMlp.Runtime.Table<TTier>.Rows(
        table: frame.Weights + Sections.Blocks0ActTable,
        x: unchecked(frame.Band + Buffers.Hidden - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, stride: 7,
        y: unchecked(frame.Band + Buffers.Gated - (nint)rowBegin * 7) + ((nint)rowBegin * 7) + 0, yStride: 7,
        rows: rowEnd - rowBegin, columns: 7);
}
