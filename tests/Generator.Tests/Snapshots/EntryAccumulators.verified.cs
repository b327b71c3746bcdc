/// <summary>
/// What the last layer's accumulators are multiplied with: logit i is <c>(float)accumulators[i] * AccumulatorScales[i % AccumulatorScales.Length]</c>
/// to the last bit.
/// </summary>
public static ReadOnlySpan<float> AccumulatorScales => new(Weights() + 448, 3);

/// <summary>
/// Classifies a sample of floats, normalized as for the float model. Instead of logits it gives the exact integers
/// that the last layer adds up, bias included, before they are scaled by <see cref="AccumulatorScales"/>.
/// </summary>
/// <param name="input">8 values in row-major order.</param>
/// <param name="accumulators">Receives the integers in its first <see cref="OutputLength"/> elements.</param>
/// <exception cref="ArgumentException">A span has the wrong length.</exception>
public static void RunAccumulators(ReadOnlySpan<float> input, Span<int> accumulators)
{
    RequireLength(input.Length, InputLength, nameof(input));
    RequireRoom(accumulators.Length, OutputLength, nameof(accumulators));
    var scratch = ArrayPool<byte>.Shared.Rent(ScratchSize);
    try
    {
        fixed (float* values = input)
        fixed (int* sums = accumulators)
        fixed (byte* memory = scratch)
        {
            var aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
            var frame = new CallFrame { Weights = Weights(), Sample = values, Input = aligned + Buffers.X, Scratch = aligned, Accumulators = sums };
            Execute(frame, 1);
        }
    }
    finally
    {
        ArrayPool<byte>.Shared.Return(scratch);
    }
}
