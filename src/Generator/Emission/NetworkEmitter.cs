using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The network behind the entries: the choice of the tier, the order of the passes, and a method for each pass and step.</summary>
static class NetworkEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan, KernelUses kernels, ProfileEmitter? profile)
    {
        EmitChoice(code, kernels);
        EmitOrder(code, plan);
        code.Line();
        SampleEmitter.Emit(code, plan, kernels);
        foreach (var pass in plan.Passes)
        {
            if (pass.IsBanded)
            {
                EmitBands(code, pass);
            }

            foreach (var step in pass.Steps)
            {
                code.Line();
                StepEmitter.Emit(new StepCode(code, kernels, pass, profile), step);
            }
        }

        code.Line();
        profile?.EmitMembers(code);
        EmitBuffers(code, plan);
        EmitFrame(code);
    }

    private static void EmitChoice(CodeWriter code, KernelUses kernels)
    {
        kernels.Add("KernelSelector.cs");
        code.Summary("Runs the network with the kernels of the tier that was chosen for this process.");
        using (code.Open("private static void Execute(in Frame frame)"))
        using (code.Open("switch (KernelSelector.Selected)"))
        {
            foreach (var tier in KernelSources.VectorTiers)
            {
                kernels.Add(tier + "Tier.cs");
                code.Line($"case KernelTier.{tier}:\n    Network<{tier}Tier>(frame);\n    break;");
            }

            kernels.Add("ScalarTier.cs");
            code.Line("default:\n    Network<ScalarTier>(frame);\n    break;");
        }

        code.Line();
    }

    private static void EmitOrder(CodeWriter code, ExecutionPlan plan)
    {
        code.Summary("The passes in order, after the entry of floats where the sample is not quantized yet.");
        using (code.Open("private static void Network<TTier>(in Frame frame)\n    where TTier : struct, ITier"))
        {
            code.Line("""
                if (frame.Sample != null)
                {
                    QuantizeSample<TTier>(frame.Sample, frame.Input);
                }

                """);
            foreach (var pass in plan.Passes)
            {
                var rows = pass.Steps[0].IndependentRows;
                code.Line(pass.IsBanded || rows == 0 ? $"{pass.Method}<TTier>(frame);" : $"{pass.Method}<TTier>(frame, 0, {Literals.Number(rows)});");
            }
        }
    }

    private static void EmitBands(CodeWriter code, Pass pass)
    {
        code.Line();
        code.Summary($"{pass.Name}, one band of rows after another, so that what is between the steps stays in cache.");
        using (code.Open($"private static void {pass.Method}<TTier>(in Frame frame)\n    where TTier : struct, ITier"))
        {
            code.Line($"const int Rows = {Literals.Number(pass.Rows)};");
            code.Line($"const int BandRows = {Literals.Number(pass.BandRows)};");
            using (code.Open("for (var rowBegin = 0; rowBegin < Rows; rowBegin += BandRows)"))
            {
                code.Line("var rowEnd = Rows - rowBegin < BandRows ? Rows : rowBegin + BandRows;");
                foreach (var step in pass.Steps)
                {
                    code.Line($"{step.Method}<TTier>(frame, rowBegin, rowEnd);");
                }
            }
        }
    }

    private static void EmitBuffers(CodeWriter code, ExecutionPlan plan)
    {
        code.Summary("Places of the tensors in scratch memory. Tensors that are not needed at the same time share a place.");
        using (code.Open("private static class Buffers"))
        {
            foreach (var buffer in plan.Buffers)
            {
                code.Line($"public const int {buffer.Slot.Identifier} = {Literals.Number(buffer.Offset)};");
            }
        }

        code.Line();
    }

    private static void EmitFrame(CodeWriter code)
    {
        code.Summary("The memory of one call.");
        using (code.Open("private readonly struct Frame(byte* weights, float* sample, byte* input, byte* scratch, float* output)"))
        {
            code.Line("""
                /// <summary>The constants of the network.</summary>
                public readonly byte* Weights = weights;

                /// <summary>The caller's floats, or null where the input is quantized already.</summary>
                public readonly float* Sample = sample;

                /// <summary>The quantized input.</summary>
                public readonly byte* Input = input;

                /// <summary>Scratch memory, at a multiple of 64.</summary>
                public readonly byte* Scratch = scratch;

                /// <summary>The logits.</summary>
                public readonly float* Output = output;
                """);
        }
    }
}
