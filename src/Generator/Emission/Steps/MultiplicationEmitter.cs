using System.Globalization;
using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The product of two tensors, row by row.</summary>
static class MultiplicationEmitter
{
    public static void Emit(StepCode context, Multiplication step)
    {
        context.Kernels.Add("Multiply.cs");
        var product = Text($"float((a[row, c]{EpilogueEmitter.Plus(-step.InputZeroPoint)}) * (b[row, c]{EpilogueEmitter.Plus(-step.FactorZeroPoint)}))");
        string[] formula =
        [
            Text($"y[row, c] = clamp(round({product} * {step.Multiplier:G6}){EpilogueEmitter.Plus(step.ZeroPoint)}, {step.Bounds.Low}, {step.Bounds.High})"),
        ];
        using (context.Open(step, formula))
        {
            if (step.Output.Layout is TokenQuadLayout quads)
            {
                EmitQuads(context, step, quads);
            }
            else
            {
                Call(
                    context, step, $"Rows<{Addresses.TypeName(step.Input)}, {Addresses.TypeName(step.Factor)}, {Addresses.TypeName(step.Output)}>",
                    context.RowZero(step.Input), context.RowZero(step.Factor), "rowBegin, rowEnd", context.RowZero(step.Output), step.Channels);
            }
        }
    }

    private static void EmitQuads(StepCode context, Multiplication step, TokenQuadLayout quads)
    {
        var kernel = $"Interleaved<{Addresses.TypeName(step.Input)}, {Addresses.TypeName(step.Factor)}>";
        var quadStride = quads.PaddedColumns * KernelFacts.Quad;
        var (a, b, y) = (context.RowZero(step.Input), context.RowZero(step.Factor), Addresses.Of(step.Output));
        if (quads.Outer == 1)
        {
            Call(context, step, kernel, a, b, "rowBegin, rowEnd", y, quadStride);
            return;
        }

        using (context.Code.Open(StepCode.BlockLoop))
        {
            var inputBlock = $" + (block * {Literals.Number(quads.Tokens * step.Channels)})";
            Call(
                context, step, kernel, a + inputBlock, b + inputBlock, $"0, {Literals.Number(quads.Tokens)}",
                $"{y} + (block * {Literals.Number(quads.Quads * quadStride)})", quadStride);
        }
    }

    private static void Call(StepCode context, Multiplication step, string kernel, string a, string b, string rows, string y, int stride)
    {
        var code = context.Code;
        var channels = Literals.Number(step.Channels);
        code.Line($"Multiply<TTier>.{kernel}(");
        code.Line($"    {a}, {Literals.Number(step.InputZeroPoint)},");
        code.Line($"    {b}, {Literals.Number(step.FactorZeroPoint)},");
        code.Line($"    {channels}, {rows}, {channels}, {Literals.Exact(step.Multiplier)},");
        code.Line($"    {Literals.Number(step.ZeroPoint)}, {Literals.Number(step.Bounds.Low)}, {Literals.Number(step.Bounds.High)}, {y}, {Literals.Number(stride)});");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
