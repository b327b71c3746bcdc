using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Layer normalization.</summary>
sealed class LayerNormEmitter : StepEmitter<LayerNorm>
{
    protected override void Emit(StepCode context, LayerNorm step)
    {
        context.Kernels.Add("LayerNorm.cs");
        string[] formula =
        [
            "mean     = float(sum of r / C)",
            Prose.Text($"factor   = float(1 / sqrt(variance of r + {step.Epsilon:G6}))"),
            Prose.Text($"y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), {step.Bounds.Low}, {step.Bounds.High})"),
        ];
        using (context.Open(step, formula))
        {
            RowCall.Emit(context, step, call => EmitCall(context, step, call));
        }
    }

    private static void EmitCall(StepCode context, LayerNorm step, RowCall call)
    {
        var code = context.Code;
        var channels = Literals.Number(step.Channels);
        using (code.Open("var norm = new LayerNormArguments", "};"))
        {
            code.Line($"Input = {context.RowZero(step.Input)}{call.Block},");
            code.Line($"Stride = {channels},");
            code.Line($"Channels = {channels},");
            code.Line($"Epsilon = {Literals.Exact(step.Epsilon)},");
            code.Line($"Gain = {Addresses.Of(step.Gain, "float")},");
            code.Line($"Offset = {Addresses.Of(step.Offset, "float")},");
            code.Line($"Min = {Literals.Number(step.Bounds.Low)},");
            code.Line($"Max = {Literals.Number(step.Bounds.High)},");
        }

        code.Line($"LayerNorm<TTier>.{call.Method}(norm, {call.Range}, {call.Output});");
    }
}
