/// <summary>Bytes of scratch memory that a call with several threads works in.</summary>
/// <param name="degreeOfParallelism">As for the call, at least 1.</param>
/// <exception cref="global::System.ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
public static int ScratchSizeFor(int degreeOfParallelism) =>
    checked(ScratchSize + ((Members(degreeOfParallelism) - 1) * Buffers.BandsLength));

/// <summary>Classifies a sample of floats, normalized as for the float model.</summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="input">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
[global::System.Runtime.CompilerServices.SkipLocalsInit]
public static void Run(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)
{
    global::System.Span<byte> scratch = stackalloc byte[ScratchSize];
    Run(input, output, scratch);
}

/// <summary>Classifies a sample of floats, normalized as for the float model. Several threads may share the work.</summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="input">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <param name="degreeOfParallelism">
/// Threads that may share the work, at least 1: the caller and, until the call returns, threads of the pool. Where the pool is busy the
/// caller does more of the work. The output is the same bits for every number.
/// </param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
/// <exception cref="global::System.ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
public static void Run(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, int degreeOfParallelism)
{
    var scratch = global::System.Buffers.ArrayPool<byte>.Shared.Rent(ScratchSizeFor(degreeOfParallelism));
    try
    {
        Run(input, output, scratch, degreeOfParallelism);
    }
    finally
    {
        global::System.Buffers.ArrayPool<byte>.Shared.Return(scratch);
    }
}

/// <summary>Classifies a sample of floats, normalized as for the float model. Works in the caller's scratch memory.</summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="input">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <param name="scratch">At least <see cref="ScratchSize"/> bytes, which no other call may use at the same time.</param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
public static void Run(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::System.Span<byte> scratch) => Run(input, output, scratch, 1);

/// <summary>Classifies a sample of floats, normalized as for the float model. Works in the caller's scratch memory. Several threads may share the work.</summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="input">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <param name="scratch">At least <see cref="ScratchSizeFor"/> bytes, which no other call may use at the same time.</param>
/// <param name="degreeOfParallelism">
/// Threads that may share the work, at least 1: the caller and, until the call returns, threads of the pool. Where the pool is busy the
/// caller does more of the work. The output is the same bits for every number.
/// </param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
/// <exception cref="global::System.ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
public static void Run(global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::System.Span<byte> scratch, int degreeOfParallelism)
{
    RequireLength(input.Length, InputLength, nameof(input));
    RequireRoom(output.Length, OutputLength, nameof(output));
    RequireRoom(scratch.Length, ScratchSizeFor(degreeOfParallelism), nameof(scratch));
    fixed (float* values = input)
    fixed (float* logits = output)
    fixed (byte* memory = scratch)
    {
        var aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
        var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), Sample = values, Input = aligned + Buffers.X, Scratch = aligned, Output = logits };
        Execute(frame, Members(degreeOfParallelism));
    }
}
