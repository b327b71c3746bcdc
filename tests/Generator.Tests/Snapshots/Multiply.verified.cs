// blocks.0.gate.multiply multiplies 5 rows of 9 u8 by s16 to u8.
//     y[row, c] = clamp(round(float((a[row, c] - 17) * (b[row, c])) * 8E-05) + 128, 0, 255)
private static void Blocks0GateMultiply<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var step = new Blocks0GateMultiply__Value
    {
        A = frame.Scratch + Buffers.Kept,
        B = (short*)(frame.Scratch + Buffers.GateMixed),
    };
    global::QMlp.Runtime.ElementwiseSteps<TTier>.Rows(
        step, stride: 9, rowBegin, rowEnd, channels: 9,
        y: unchecked(frame.Band + Buffers.Gated - (nint)rowBegin * 9), yStride: 9);
}

// What blocks.0.gate.multiply, and any step with the same types and numbers, rounds:
//     float((a[row, c] - 17) * (b[row, c])) * 8E-05
private readonly struct Blocks0GateMultiply__Value : global::QMlp.Runtime.IElementwiseStep
{
    private const int ZeroPointOfA = 17;
    private static float Multiplier => global::System.BitConverter.UInt32BitsToSingle(0x38A7C5ACu) /* 8E-05 */;
    public static int ZeroPoint => 128;
    public static int Min => 0;
    public static int Max => 255;
    public byte* A { get; init; }
    public short* B { get; init; }

    [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, global::QMlp.Runtime.ILanes<TFloat, TInt>
    {
        unchecked
        {
            var a = TLanes.Subtract(TLanes.LoadConverted(A + row + c), TLanes.Broadcast((float)ZeroPointOfA));
            var b = TLanes.LoadConverted(B + row + c);
            return TLanes.Multiply(TLanes.Multiply(a, b), TLanes.Broadcast(Multiplier));
        }
    }
}
