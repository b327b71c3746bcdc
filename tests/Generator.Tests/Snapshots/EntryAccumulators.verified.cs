/// <summary>
/// What the last layer's accumulators are multiplied with: logit i is <c>(float)accumulators[i] * AccumulatorScales[i % AccumulatorScales.Length]</c>
/// to the last bit.
/// </summary>
public static global::System.ReadOnlySpan<float> AccumulatorScales =>
    new(Weights() + Sections.Fc2Multiplier, 3);

/// <summary>
/// Classifies a sample of floats, normalized as for the float model. Instead of logits it gives the exact integers
/// that the last layer adds up, bias included, before they are scaled by <see cref="AccumulatorScales"/>.
/// </summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="input">8 values in row-major order.</param>
/// <param name="accumulators">Receives the integers in its first <see cref="OutputLength"/> elements.</param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
public static void RunAccumulators(global::System.ReadOnlySpan<float> input, global::System.Span<int> accumulators)
{
    RequireLength(input.Length, InputLength, nameof(input));
    RequireRoom(accumulators.Length, OutputLength, nameof(accumulators));
    var scratch = global::System.Buffers.ArrayPool<byte>.Shared.Rent(ScratchSize);
    try
    {
        fixed (float* values = input)
        fixed (int* sums = accumulators)
        fixed (byte* memory = scratch)
        {
            var aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
            var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), Sample = values, Input = aligned + Buffers.X, Scratch = aligned, Accumulators = sums };
            Execute(frame, 1);
        }
    }
    finally
    {
        global::System.Buffers.ArrayPool<byte>.Shared.Return(scratch);
    }
}
