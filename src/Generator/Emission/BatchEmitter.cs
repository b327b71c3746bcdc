using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The public methods for batches: each thread takes samples one by one and runs them in scratch memory of its own.</summary>
static class BatchEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan)
    {
        foreach (var entry in EntryPoint.Of(plan).Where(entry => entry.IsParallel))
        {
            EmitEntry(code, entry);
        }

        EmitCheck(code);
        EmitShare(code, plan);
    }

    private static void EmitEntry(CodeWriter code, EntryPoint entry)
    {
        var argument = entry.Type == "float" ? "inputs" : "pixels";
        code.Line($$"""
            /// <summary>{{XmlText.Escape(entry.BatchSummary)}}</summary>
            """);
        entry.WriteRemarks(code);
        code.Line($$"""
            /// <param name="{{argument}}"><paramref name="count"/> samples one after the other, each {{XmlText.Escape(entry.Layout)}}.</param>
            /// <param name="outputs">Receives the logits of each sample, <see cref="OutputLength"/> elements after those of the one before.</param>
            /// <param name="count">Number of samples.</param>
            """);
        EntryPoint.WriteDegree(code);
        entry.WriteExceptions(code, withThreads: true);
        using (code.Open(
            $"public static void RunBatch(global::System.ReadOnlySpan<{entry.Type}> {argument}, global::System.Span<float> outputs, int count, int "
                + "degreeOfParallelism = 1)"))
        {
            code.Line($"RequireBatch({argument}.Length, outputs.Length, count, nameof({argument}));");
            (entry with { Argument = argument }).WriteLimitCheck(code);
            code.Line("""
                var members = global::System.Math.Min(Members(degreeOfParallelism), count);
                if (members == 0)
                {
                    return;
                }

                """);
            EntryEmitter.EmitRented(code, "checked((members * Buffers.Length) + (ScratchSize - Buffers.Length))", $$"""
                fixed ({{entry.Type}}* values = {{argument}})
                fixed (float* logits = outputs)
                fixed (byte* memory = scratch)
                {
                    var aligned = {{EntryEmitter.Aligned}};
                    var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), {{(entry.Type == "float" ? "Sample" : "Input")}} = values, Scratch = aligned, Output = logits, Count = count };
                    global::QMlp.Runtime.Team.Run(frame, members, &Batch);
                }
                """);
        }

        code.Line();
    }

    private static void EmitCheck(CodeWriter code) => code.Line("""
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

        """);

    private static void EmitShare(CodeWriter code, ExecutionPlan plan) => code.Line($$"""
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
                    Input = sample == null ? batch.Input + (i * InputLength) : batch.Scratch + Buffers.{{plan.Entry.Identifier}},
                    Scratch = batch.Scratch,
                    Output = batch.Output + (i * OutputLength),
                };
                Execute(frame, 1);
            }
        }

        """);
}
