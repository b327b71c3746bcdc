using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The public methods for one sample: arguments checked, memory found, input quantized, network run.</summary>
static class EntryEmitter
{
    /// <summary>Scratch memory up to this size is taken from the stack, more from the shared array pool.</summary>
    private const int ScratchOnStack = 16 * 1024;

    /// <summary>
    /// Bytes of the stack for scratch memory and gathered patches together. The tiles of the fastest tier take 29 KB, so that threads with a stack
    /// of 64 KB can run a network.
    /// </summary>
    private const int MostStackBytes = 28 * 1024;

    /// <summary>Rounds the address "memory" up to a cache line.</summary>
    public static readonly string Aligned =
        $"(byte*)(((nuint)memory + {Literals.Number(ConstantsEmitter.AlignmentLoss)}) & ~(nuint){Literals.Number(ConstantsEmitter.AlignmentLoss)})";

    public static void Emit(CodeWriter code, ExecutionPlan plan)
    {
        EmitKernel(code);
        EmitScratchSize(code, plan);
        foreach (var entry in EntryPoint.Of(plan))
        {
            EmitShort(code, plan, entry);
            if (entry.IsParallel)
            {
                EmitParallel(code, entry);
            }

            EmitWithScratch(code, plan, entry);
        }
    }

    /// <summary>The members of a call's frame that say where its input is: the argument, called "values".</summary>
    public static string Input(ExecutionPlan plan, EntryPoint entry) =>
        entry.Type == "float" ? $"Sample = values, Input = aligned + Buffers.{plan.Entry.Identifier}" : "Input = values";

    private static void EmitKernel(CodeWriter code) => code.Line("""
        /// <summary>
        /// The instruction set in use: <c>scalar</c>, <c>vector128</c>, <c>avx2</c>, <c>avx512</c> and so on. The best of the machine, unless
        /// the environment variable <c>QMLP_KERNEL</c> or the AppContext value <c>QMlp.Kernel</c> names another that the machine has. Where it
        /// names what the machine does not have, the best runs, and the request stands behind it in parentheses.
        /// </summary>
        public static string Kernel => global::QMlp.Runtime.KernelSelector.Description;

        """);

    private static void EmitScratchSize(CodeWriter code, ExecutionPlan plan)
    {
        code.Summary("Bytes of scratch memory that a call with several threads works in.");
        code.Line("/// <param name=\"degreeOfParallelism\">As for the call, at least 1.</param>");
        code.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The number of threads is less than 1.</exception>");
        code.Line("public static int ScratchSizeFor(int degreeOfParallelism) =>");
        code.Line("    checked(ScratchSize + ((Members(degreeOfParallelism) - 1) * Buffers.BandsLength));\n");
    }

    private static void EmitShort(CodeWriter code, ExecutionPlan plan, EntryPoint entry)
    {
        entry.WriteDocumentation(code, withScratch: false, withThreads: false);
        var size = ConstantsEmitter.ScratchSize(plan);
        var needsArray = size > ScratchOnStack || size + plan.StackBytes > MostStackBytes;
        if (!needsArray)
        {
            code.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        }

        using (code.Open($"public static void {entry.Name}({entry.Parameters})"))
        {
            if (!needsArray)
            {
                code.Line($"""
                    global::System.Span<byte> scratch = stackalloc byte[ScratchSize];
                    {entry.Name}({entry.Argument}, output, scratch);
                    """);
            }
            else
            {
                EmitRented(code, "ScratchSize", $"{entry.Name}({entry.Argument}, output, scratch);");
            }
        }

        code.Line();
    }

    private static void EmitParallel(CodeWriter code, EntryPoint entry)
    {
        entry.WriteDocumentation(code, withScratch: false, withThreads: true, " Several threads may share the work.");
        using (code.Open($"public static void {entry.Name}({entry.Parameters}, int degreeOfParallelism)"))
        {
            EmitRented(code, "ScratchSizeFor(degreeOfParallelism)", $"{entry.Name}({entry.Argument}, output, scratch, degreeOfParallelism);");
        }

        code.Line();
    }

    /// <summary>Writes a call that works in an array of the shared pool, called "scratch".</summary>
    public static void EmitRented(CodeWriter code, string size, string call)
    {
        code.Line($"var scratch = global::System.Buffers.ArrayPool<byte>.Shared.Rent({size});");
        using (code.Open("try"))
        {
            code.Line(call);
        }

        using (code.Open("finally"))
        {
            code.Line("global::System.Buffers.ArrayPool<byte>.Shared.Return(scratch);");
        }
    }

    private static void EmitWithScratch(CodeWriter code, ExecutionPlan plan, EntryPoint entry)
    {
        const string Scratch = " Works in the caller's scratch memory.";
        entry.WriteDocumentation(code, withScratch: true, withThreads: false, Scratch);
        if (entry.IsParallel)
        {
            code.Line(
                $"public static void {entry.Name}({entry.Parameters}, global::System.Span<byte> scratch) => {entry.Name}({entry.Argument}, output, scratch, "
                    + "1);\n");
            entry.WriteDocumentation(code, withScratch: true, withThreads: true, Scratch + " Several threads may share the work.");
        }

        using (code.Open(
            $"public static void {entry.Name}({entry.Parameters}, global::System.Span<byte> "
                + $"scratch{(entry.IsParallel ? ", int degreeOfParallelism" : string.Empty)})"))
        {
            code.Line($"RequireLength({entry.Argument}.Length, InputLength, nameof({entry.Argument}));");
            entry.WriteLimitCheck(code);
            code.Line($$"""
                RequireRoom(output.Length, OutputLength, nameof(output));
                RequireRoom(scratch.Length, {{(entry.IsParallel ? "ScratchSizeFor(degreeOfParallelism)" : "ScratchSize")}}, nameof(scratch));
                fixed ({{entry.Type}}* values = {{entry.Argument}})
                fixed (float* logits = output)
                fixed (byte* memory = scratch)
                {
                    var aligned = {{Aligned}};
                """);
            using (code.Indent())
            {
                code.Line(
                    $"var frame = new global::QMlp.Runtime.CallFrame {{ Weights = Weights(), {Input(plan, entry)}, Scratch = aligned, Output = logits }};");
                code.Line(entry.IsParallel ? "Execute(frame, Members(degreeOfParallelism));" : "Execute(frame, 1);");
            }

            code.Line("}");
        }

        code.Line();
    }

    /// <summary>Writes the checks of arguments, which all entries share.</summary>
    public static void EmitChecks(CodeWriter code, ExecutionPlan plan) => code.Line($$"""
        private static void RequireLength(int actual, int expected, string name)
        {
            if (actual != expected)
            {
                throw new global::System.ArgumentException($"The input must have {expected} values ({{HeaderEmitter.Text(plan.Model.Input.Shape, " x ")}}); it has {actual}.", name);
            }
        }

        private static void RequireRoom(int actual, int needed, string name)
        {
            if (actual < needed)
            {
                throw new global::System.ArgumentException($"There must be room for {needed} elements; there is for {actual}.", name);
            }
        }

        // Threads that are asked to take part; a network has no work for hundreds.
        private static int Members(int degreeOfParallelism)
        {
            global::System.ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
            return global::System.Math.Min(degreeOfParallelism, global::QMlp.Runtime.Team.MaxMembers);
        }

        """);
}
