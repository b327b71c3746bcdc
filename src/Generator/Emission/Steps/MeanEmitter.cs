using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The mean over tokens.</summary>
sealed class MeanEmitter : StepEmitter<Mean>
{
    protected override void Emit(StepCode context, Mean step)
    {
        context.Kernels.Add("Mean.cs");
        var formula = Prose.Text(
            $"y[c] = clamp(round(float(sum over t < {step.Tokens} of x[t, c]) * gain[c] + offset[c]), {step.Bounds.Low}, {step.Bounds.High})");
        using (context.Open(step, formula))
        {
            if (step.Outer == 1)
            {
                EmitCall(context, step, " + columnBegin", " + columnBegin", " + columnBegin", "columnEnd - columnBegin");
                return;
            }

            using (context.Code.Open(StepCode.BlockLoop))
            {
                EmitCall(context, step, Block(step.Tokens * step.Channels), Block(step.Channels), string.Empty, Literals.Number(step.Channels));
            }
        }
    }

    private static string Block(int elements) => $" + (block * {Literals.Number(elements)})";

    /// <param name="inputPart">What is added to the address of the input, of the output, and of the channels' constants.</param>
    private static void EmitCall(StepCode context, Mean step, string inputPart, string outputPart, string constantPart, string channels)
    {
        var code = context.Code;
        using (code.Open($"var mean = new global::QMlp.Runtime.MeanArguments<{Addresses.TypeName(step.Input)}>", "};"))
        {
            code.Line($"Input = {Addresses.Of(step.Input)}{inputPart},");
            code.Line($"Stride = {Literals.Number(step.Channels)},");
            code.Line($"Tokens = {Literals.Number(step.Tokens)},");
            code.Line($"Channels = {channels},");
            code.Line($"Gain = {context.Floats(step.Gain, step.Method + "Gain", step.Channels)}{constantPart},");
            code.Line($"Offset = {context.Floats(step.Offset, step.Method + "Offset", step.Channels)}{constantPart},");
            code.Line($"Min = {Literals.Number(step.Bounds.Low)},");
            code.Line($"Max = {Literals.Number(step.Bounds.High)},");
        }

        code.Line($"global::QMlp.Runtime.Mean<TTier>.Tokens(mean, y: {Addresses.Of(step.Output)}{outputPart});");
    }
}
