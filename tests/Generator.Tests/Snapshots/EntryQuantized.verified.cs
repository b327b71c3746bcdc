/// <summary>Runs the network on an input that is quantized already; for checks against another implementation.</summary>
/// <param name="quantized">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
[global::System.Runtime.CompilerServices.SkipLocalsInit]
public static void RunQuantized(global::System.ReadOnlySpan<byte> quantized, global::System.Span<float> output)
{
    global::System.Span<byte> scratch = stackalloc byte[ScratchSize];
    RunQuantized(quantized, output, scratch);
}

/// <summary>Runs the network on an input that is quantized already; for checks against another implementation. Works in the caller's scratch memory.</summary>
/// <param name="quantized">8 values in row-major order.</param>
/// <param name="output">Receives the logits in its first <see cref="OutputLength"/> elements.</param>
/// <param name="scratch">At least <see cref="ScratchSize"/> bytes, which no other call may use at the same time.</param>
/// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
public static void RunQuantized(global::System.ReadOnlySpan<byte> quantized, global::System.Span<float> output, global::System.Span<byte> scratch)
{
    RequireLength(quantized.Length, InputLength, nameof(quantized));
    RequireRoom(output.Length, OutputLength, nameof(output));
    RequireRoom(scratch.Length, ScratchSize, nameof(scratch));
    fixed (byte* values = quantized)
    fixed (float* logits = output)
    fixed (byte* memory = scratch)
    {
        var aligned = (byte*)(((nuint)memory + 63) & ~(nuint)63);
        var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), Input = values, Scratch = aligned, Output = logits };
        Execute(frame, 1);
    }
}
