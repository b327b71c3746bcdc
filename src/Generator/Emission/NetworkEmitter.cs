using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The network behind the entries: the choice of the tier, the order of the passes, and a method for each pass and step.</summary>
static class NetworkEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan, KernelUses kernels, ClassSections sections, ProfileEmitter? profile)
    {
        EmitChoice(code, kernels);
        EmitOrder(code, plan);
        code.Line();
        SampleEmitter.Emit(code, plan, kernels);
        var structs = new EmittedStructs();
        foreach (var pass in plan.Passes)
        {
            if (pass.IsBanded)
            {
                EmitBands(code, pass);
            }

            foreach (var step in pass.Steps)
            {
                code.Line();
                StepEmitters.Emit(new StepCode(code, kernels, sections, structs, plan.Expanded, pass, profile), step);
            }
        }

        code.Line();
        profile?.EmitMembers(code);
        EmitBuffers(code, plan);
    }

    private static void EmitChoice(CodeWriter code, KernelUses kernels)
    {
        kernels.Add("KernelSelector.cs", "CallFrame.cs", "Team.cs");
        code.Comment("Runs the network on as many threads as asked for, with the kernels of the tier that was chosen for this process.");
        using (code.Open("private static void Execute(in global::QMlp.Runtime.CallFrame frame, int members)"))
        using (code.Open("switch (global::QMlp.Runtime.KernelSelector.Selected)"))
        {
            // Fastest first; the one that runs anywhere is the default.
            foreach (var tier in KernelTier.All.Skip(1).Reverse())
            {
                EmitCase($"case global::QMlp.Runtime.KernelTier.{tier.Member}:", tier);
            }

            EmitCase("default:", KernelTier.All[0]);
        }

        code.Line();

        void EmitCase(string label, KernelTier tier)
        {
            kernels.Add(tier.Struct + ".cs");
            code.Line($"{label}\n    global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.{tier.Struct}>);\n    break;");
        }
    }

    private static void EmitOrder(CodeWriter code, ExecutionPlan plan)
    {
        code.Line("""
            // The passes in order, after the entry of floats where the sample is not quantized yet. Each is a number, what there is to divide between
            // threads, what the parts end at multiples of, and the method that works on a part. One thread does all of a pass at once.
            """);
        using (code.Open(
            "private static void Network<TTier>(in global::QMlp.Runtime.CallFrame call, int member)\n    where TTier : struct, global::QMlp.Runtime.ITier"))
        {
            code.Line(plan.Bands.Length == 0
                ? "var frame = call;"
                : """
                    // The bands of the first member are part of the scratch memory, those of the others lie behind it.
                    var band = member == 0 ? call.Scratch : call.Scratch + (Buffers.Length - Buffers.Bands + ((nint)(member - 1) * Buffers.BandsLength));
                    var frame = call with { Band = band };
                    """);
            using (code.Open("if (frame.Sample != null)"))
            {
                code.Line($"frame.Pass(0, {Pass(SampleEmitter.Division(plan))}, &QuantizeSample<TTier>);");
            }

            code.Line();
            for (var i = 0; i < plan.Passes.Count; i++)
            {
                var pass = plan.Passes[i];
                code.Line($"frame.Pass({Literals.Number(i + 1)}, {Pass(pass.Division)}, &{pass.Method}<TTier>);");
            }
        }
    }

    private static string Pass(Division division)
    {
        var multiple = division.Multiple switch
        {
            DivisionMultiple.One => "1",
            DivisionMultiple.Quad => Literals.Number(KernelFacts.Quad),
            DivisionMultiple.CacheLine => Literals.Number(KernelFacts.Alignment),
            var tile => $"TTier.{tile}",
        };
        return $"{Literals.Number(division.Count)}, {multiple}";
    }

    private static void EmitBands(CodeWriter code, Pass pass)
    {
        code.Line();
        code.Comment($"{pass.Name}, one band of rows after another, so that what is between the steps stays in cache.");
        using (code.Open(StepCode.Signature(pass.Method, pass.Division)))
        {
            code.Line($"const int BandRows = {Literals.Number(pass.BandRows)};");
            using (code.Open("for (var begin = rowBegin; begin < rowEnd; begin += BandRows)"))
            {
                code.Line("var end = rowEnd - begin < BandRows ? rowEnd : begin + BandRows;");
                foreach (var step in pass.Steps)
                {
                    code.Line($"{step.Method}<TTier>(frame, begin, end);");
                }
            }
        }
    }

    private static void EmitBuffers(CodeWriter code, ExecutionPlan plan)
    {
        code.Comment("Places of the tensors in scratch memory. Tensors that are not needed at the same time share a place.");
        using (code.Open("private static class Buffers"))
        {
            foreach (var buffer in plan.Buffers)
            {
                code.Line($"public const int {buffer.Slot.Identifier} = {Literals.Number(buffer.Offset)}; // {XmlText.OneLine(HeaderEmitter.Life(buffer))}");
            }

            code.Line();
            code.Comment("Bytes of them all.");
            code.Line($"public const int Length = {Literals.Number(plan.ScratchSize)};\n");
            if (plan.Bands.Length > 0)
            {
                code.Comment("Begin of what stays within a band of rows: each thread that shares a call has it for itself.");
                code.Line($"public const int Bands = {Literals.Number(plan.Bands.Offset)};\n");
            }

            code.Comment("Bytes that each further thread needs for itself.");
            code.Line($"public const int BandsLength = {Literals.Number(plan.Bands.Length)};");
        }
    }
}
