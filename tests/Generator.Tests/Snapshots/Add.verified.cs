/// <summary>
/// three adds 3 rows of 24 s16 and u8 and s16 to u8.
/// <code>
/// y[row, c] = clamp(round(float(a[row, c]) * 0.0031 + float(b[row, c] - 100) * -0.37 + float(c[row, c]) * 0.0043) + 120, 0, 255)
/// </code>
/// </summary>
private static void Three<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var step = new Three__Value
    {
        A = unchecked((short*)(frame.Band + Buffers.Deep) - (nint)rowBegin * 24),
        B = frame.Input,
        C = (short*)(frame.Scratch + Buffers.Stream),
    };
    ElementwiseSteps<TTier>.Rows(
        step, stride: 24, rowBegin, rowEnd, channels: 24,
        frame.Scratch + Buffers.All, yStride: 24);
}

/// <summary>
/// What three, and any step with the same types and numbers, rounds: <c>float(a[row, c]) * 0.0031 + float(b[row, c] - 100) * -0.37 + float(c[row, c]) * 0.0043</c>.
/// </summary>
private readonly struct Three__Value : IElementwiseStep
{
    private static float MultiplierOfA => BitConverter.UInt32BitsToSingle(0x3B4B295Fu) /* 0.0031 */;
    private const int ZeroPointOfB = 100;
    private static float MultiplierOfB => BitConverter.UInt32BitsToSingle(0xBEBD70A4u) /* -0.37 */;
    private static float MultiplierOfC => BitConverter.UInt32BitsToSingle(0x3B8CE704u) /* 0.0043 */;
    public static int ZeroPoint => 120;
    public static int Min => 0;
    public static int Max => 255;
    public short* A { get; init; }
    public byte* B { get; init; }
    public short* C { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        unchecked
        {
            var sum = TLanes.Multiply(TLanes.LoadConverted(A + row + c), TLanes.Broadcast(MultiplierOfA));
            sum = TLanes.Add(sum, TLanes.Multiply(TLanes.Subtract(TLanes.LoadConverted(B + row + c), TLanes.Broadcast((float)ZeroPointOfB)), TLanes.Broadcast(MultiplierOfB)));
            sum = TLanes.Add(sum, TLanes.Multiply(TLanes.LoadConverted(C + row + c), TLanes.Broadcast(MultiplierOfC)));
            return sum;
        }
    }
}
