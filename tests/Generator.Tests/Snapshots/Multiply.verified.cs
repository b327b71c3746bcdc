/// <summary>
/// blocks.0.gate.multiply multiplies 5 rows of 9 u8 by s16 to u8.
/// <code>
/// y[row, c] = clamp(round(float((a[row, c] - 17) * (b[row, c])) * 8E-05) + 128, 0, 255)
/// </code>
/// </summary>
private static void Blocks0GateMultiply<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    Multiply<TTier>.Rows<byte, short, byte>(
        frame.Scratch + Buffers.Kept, 17,
        (short*)(frame.Scratch + Buffers.GateMixed), 0,
        9, rowBegin, rowEnd, 9, BitConverter.UInt32BitsToSingle(0x38A7C5ACu) /* 8E-05 */,
        128, 0, 255, unchecked(frame.Band + Buffers.Gated - (nint)rowBegin * 9), 9);
}
