// blocks.0.affine scales and shifts 4 rows of 5 s16 to u8, interleaved by four tokens.
//     y[row, c] = clamp(round(float(x[row, c]) * gain[c] + offset[c]), 0, 255)
private static void Blocks0Affine<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var step = new Blocks0Affine__Value
    {
        X = (short*)(frame.Scratch + Buffers.Stream0),
        Gain = (float*)(frame.Weights + Sections.Blocks0AffineGain),
        Offset = (float*)(frame.Weights + Sections.Blocks0AffineOffset),
    };
    global::QMlp.Runtime.ElementwiseSteps<TTier>.Interleaved(
        step, stride: 5, rowBegin, rowEnd, channels: 5,
        y: frame.Scratch + Buffers.Affine, quadStride: 64);
}

// What blocks.0.affine, and any step with the same types and numbers, rounds:
//     float(x[row, c]) * gain[c] + offset[c]
private readonly struct Blocks0Affine__Value : global::QMlp.Runtime.IElementwiseStep
{
    public static int ZeroPoint => 0;
    public static int Min => 0;
    public static int Max => 255;
    public short* X { get; init; }
    public float* Gain { get; init; }
    public float* Offset { get; init; }

    [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, global::QMlp.Runtime.ILanes<TFloat, TInt>
    {
        unchecked
        {
            return TLanes.Add(TLanes.Multiply(TLanes.LoadConverted(X + row + c), TLanes.Load(Gain + c)), TLanes.Load(Offset + c));
        }
    }
}
