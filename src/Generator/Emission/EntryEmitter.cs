using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The public methods: arguments checked, memory found, input quantized, network run.</summary>
static class EntryEmitter
{
    /// <summary>Scratch memory up to this size is taken from the stack, more from the shared array pool.</summary>
    private const int StackBytes = 16 * 1024;

    public static void Emit(CodeWriter code, ExecutionPlan plan)
    {
        EmitKernel(code);
        foreach (var entry in EntryPoint.Of(plan))
        {
            EmitShort(code, plan, entry);
            EmitWithScratch(code, plan, entry);
        }

        EmitChecks(code, plan);
    }

    private static void EmitKernel(CodeWriter code) => code.Line("""
        /// <summary>
        /// The instruction set in use: <c>scalar</c>, <c>vector128</c>, <c>avx2</c>, <c>avx512</c> and so on. The best of the machine, unless
        /// the environment variable <c>QMLP_KERNEL</c> or the AppContext value <c>QMlp.Kernel</c> names another.
        /// </summary>
        public static string Kernel => KernelSelector.NameOf(KernelSelector.Selected);

        """);

    private static void EmitShort(CodeWriter code, ExecutionPlan plan, EntryPoint entry)
    {
        entry.WriteDocumentation(code, withScratch: false);
        var needsArray = ConstantsEmitter.ScratchSize(plan) > StackBytes;
        if (!needsArray)
        {
            code.Line("[SkipLocalsInit]");
        }

        using (code.Open($"public static void {entry.Name}(ReadOnlySpan<{entry.Type}> {entry.Argument}, Span<float> output)"))
        {
            if (!needsArray)
            {
                code.Line($"""
                    Span<byte> scratch = stackalloc byte[ScratchSize];
                    {entry.Name}({entry.Argument}, output, scratch);
                    """);
            }
            else
            {
                code.Line($$"""
                    var scratch = ArrayPool<byte>.Shared.Rent(ScratchSize);
                    try
                    {
                        {{entry.Name}}({{entry.Argument}}, output, scratch);
                    }
                    finally
                    {
                        ArrayPool<byte>.Shared.Return(scratch);
                    }
                    """);
            }
        }

        code.Line();
    }

    private static void EmitWithScratch(CodeWriter code, ExecutionPlan plan, EntryPoint entry)
    {
        entry.WriteDocumentation(code, withScratch: true);
        using (code.Open($"public static void {entry.Name}(ReadOnlySpan<{entry.Type}> {entry.Argument}, Span<float> output, Span<byte> scratch)"))
        {
            code.Line($"RequireLength({entry.Argument}.Length, InputLength, nameof({entry.Argument}));");
            if (entry.Limit is { } limit)
            {
                code.Line($$"""
                    if ({{entry.Argument}}.ContainsAnyExceptInRange((byte)0, (byte){{Literals.Number(limit)}}))
                    {
                        throw new ArgumentException("The quantized input must lie between 0 and {{Literals.Number(limit)}}.", nameof({{entry.Argument}}));
                    }

                    """);
            }

            code.Line($$"""
                RequireRoom(output.Length, OutputLength, nameof(output));
                RequireRoom(scratch.Length, ScratchSize, nameof(scratch));
                fixed ({{entry.Type}}* values = {{entry.Argument}})
                fixed (float* logits = output)
                fixed (byte* memory = scratch)
                {
                    var aligned = (byte*)(((nuint)memory + {{Literals.Number(ConstantsEmitter.AlignmentLoss)}}) & ~(nuint){{Literals.Number(ConstantsEmitter.AlignmentLoss)}});
                """);
            using (code.Indent())
            {
                code.Line(entry.Type == "float"
                    ? $"Execute(new Frame(Weights(), values, aligned + Buffers.{plan.Entry.Identifier}, aligned, logits));"
                    : "Execute(new Frame(Weights(), null, values, aligned, logits));");
            }

            code.Line("}");
        }

        code.Line();
    }

    private static void EmitChecks(CodeWriter code, ExecutionPlan plan) => code.Line($$"""
        private static void RequireLength(int actual, int expected, string name)
        {
            if (actual != expected)
            {
                throw new ArgumentException($"The input must have {expected} values ({{HeaderEmitter.Text(plan.Model.Input.Shape, " x ")}}); it has {actual}.", name);
            }
        }

        private static void RequireRoom(int actual, int needed, string name)
        {
            if (actual < needed)
            {
                throw new ArgumentException($"There must be room for {needed} elements; there is for {actual}.", name);
            }
        }

        """);
}
