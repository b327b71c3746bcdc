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
        using (code.Open("var norm = new global::QMlp.Runtime.LayerNormArguments", "};"))
        {
            code.Line($"Input = {context.RowZero(step.Input)}{call.Block},");
            code.Line($"Stride = {channels},");
            code.Line($"Channels = {channels},");
            code.Line($"Epsilon = {Literals.Exact(step.Epsilon)},");
            code.Line($"Gain = {context.Floats(step.Gain, step.Method + "Gain", step.Channels)},");
            code.Line($"Offset = {context.Floats(step.Offset, step.Method + "Offset", step.Channels)},");
            code.Line($"Min = {Literals.Number(step.Bounds.Low)},");
            code.Line($"Max = {Literals.Number(step.Bounds.High)},");
        }

        code.Line($"global::QMlp.Runtime.LayerNorm<TTier>.{call.Method}(norm, {call.Range}, {call.Output});");
    }
}
