/// <summary>Classifies samples of floats, normalized as for the float model.</summary>
/// <remarks>
/// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
/// (NaN) becomes its lowest value. Nothing is thrown for either.
/// </remarks>
/// <param name="inputs"><paramref name="count"/> samples one after the other, each 8 values in row-major order.</param>
/// <param name="outputs">Receives the logits of each sample, <see cref="OutputLength"/> elements after those of the one before.</param>
/// <param name="count">Number of samples.</param>
/// <param name="degreeOfParallelism">
/// Threads that may share the work, at least 1: the caller and, until the call returns, threads of the pool. Where the pool is busy the
/// caller does more of the work. The output is the same bits for every number.
/// </param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
/// <exception cref="global::System.ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
public static void RunBatch(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs, int count, int degreeOfParallelism = 1)
{
    RequireBatch(inputs.Length, outputs.Length, count, nameof(inputs));
    var members = global::System.Math.Min(Members(degreeOfParallelism), count);
    if (members == 0)
    {
        return;
    }

    var scratch = global::System.Buffers.ArrayPool<byte>.Shared.Rent(checked((members * Buffers.Length) + (ScratchSize - Buffers.Length)));
    try
    {
        fixed (float* values = inputs)
        fixed (float* logits = outputs)
        fixed (byte* memory = scratch)
        {
            var aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
            var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), Sample = values, Scratch = aligned, Output = logits, Count = count };
            global::QMlp.Runtime.Team.Run(frame, members, &Batch);
        }
    }
    finally
    {
        global::System.Buffers.ArrayPool<byte>.Shared.Return(scratch);
    }
}

private static void RequireBatch(int inputs, int outputs, int count, string name)
{
    global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);
    if (inputs != (long)count * InputLength)
    {
        throw new global::System.ArgumentException($"{count} samples must have {(long)count * InputLength} values; there are {inputs}.", name);
    }

    if (outputs < (long)count * OutputLength)
    {
        throw new global::System.ArgumentException($"There must be room for {(long)count * OutputLength} elements; there is for {outputs}.", nameof(outputs));
    }
}

// A thread's part in a batch, in scratch memory of its own.
private static void Batch(in global::QMlp.Runtime.CallFrame call, int member)
{
    var frame = call with { Scratch = call.Scratch + ((nint)member * Buffers.Length) };
    frame.Each(&Samples);
}

// Runs some samples of a batch, one after the other.
private static void Samples(in global::QMlp.Runtime.CallFrame batch, int begin, int end)
{
    for (nint i = begin; i < end; i++)
    {
        var sample = batch.Sample == null ? null : batch.Sample + (i * InputLength);
        var frame = new global::QMlp.Runtime.CallFrame
        {
            Weights = batch.Weights,
            Sample = sample,
            Input = sample == null ? batch.Input + (i * InputLength) : batch.Scratch + Buffers.X,
            Scratch = batch.Scratch,
            Output = batch.Output + (i * OutputLength),
        };
        Execute(frame, 1);
    }
}
