/// <summary>
/// blocks.0.affine scales and shifts 4 rows of 5 s16 to u8, interleaved by four tokens.
/// <code>
/// y[row, c] = clamp(round(float(x[row, c]) * gain[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void Blocks0Affine<TTier>(in CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, ITier
{
    var step = new Blocks0Affine__Value
    {
        X = (short*)(frame.Scratch + Buffers.Stream0),
        Gain = (float*)(frame.Weights + 256),
        Offset = (float*)(frame.Weights + 320),
    };
    ElementwiseSteps<TTier>.Interleaved(
        step, stride: 5, rowBegin, rowEnd, channels: 5,
        frame.Scratch + Buffers.Affine, quadStride: 64);
}

/// <summary>
/// What blocks.0.affine, and any step with the same types and numbers, rounds: <c>float(x[row, c]) * gain[c] + offset[c]</c>.
/// </summary>
private readonly struct Blocks0Affine__Value : IElementwiseStep
{
    public static int ZeroPoint => 0;
    public static int Min => 0;
    public static int Max => 255;
    public short* X { get; init; }
    public float* Gain { get; init; }
    public float* Offset { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        unchecked
        {
            return TLanes.Add(TLanes.Multiply(TLanes.LoadConverted(X + row + c), TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
        }
    }
}
