using System.Globalization;
using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Steps that go over rows of channels: norms, affine maps, pooling, tables.</summary>
static class RowEmitters
{
    public static void Emit(StepCode context, Normalization step)
    {
        context.Kernels.Add("LayerNorm.cs");
        string[] formula =
        [
            "mean     = float(sum of r / C)",
            Text($"factor   = float(1 / sqrt(variance of r + {step.Epsilon:G6}))"),
            Text($"y[row, c] = clamp(round((float(r[row, c]) - mean) * factor * gain[c] + offset[c]), {step.Bounds.Low}, {step.Bounds.High})"),
        ];
        using (context.Open(step, formula))
        {
            var type = step.Output.Layout is RowLayout ? $"Rows<{Addresses.TypeName(step.Output)}>" : "Interleaved";
            var constants = $"{Literals.Exact(step.Epsilon)},\n    {Addresses.Of(step.Gain, "float")}, {Addresses.Of(step.Offset, "float")}";
            EmitRows(context, step, $"LayerNorm<TTier>.{type}", step.Channels, constants, step.Bounds);
        }
    }

    public static void Emit(StepCode context, Rescaling step)
    {
        context.Kernels.Add("Rescale.cs");
        string[] formula = [Text($"y[row, c] = clamp(round(float(x[row, c]) * gain[c] + offset[c]), {step.Bounds.Low}, {step.Bounds.High})")];
        using (context.Open(step, formula))
        {
            var types = step.Output.Layout is RowLayout
                ? $"Rows<{Addresses.TypeName(step.Input)}, {Addresses.TypeName(step.Output)}>"
                : $"Interleaved<{Addresses.TypeName(step.Input)}>";
            var constants = $"{Addresses.Of(step.Gain, "float")}, {Addresses.Of(step.Offset, "float")}";
            EmitRows(context, step, $"Rescale<TTier>.{types}", step.Channels, constants, step.Bounds);
        }
    }

    public static void Emit(StepCode context, MeanPooling step)
    {
        context.Kernels.Add("Mean.cs");
        string[] formula =
            [Text($"y[c] = clamp(round(float(sum over t < {step.Tokens} of x[t, c]) * gain[c] + offset[c]), {step.Bounds.Low}, {step.Bounds.High})")];
        using (context.Open(step, formula))
        {
            var code = context.Code;
            var isOne = step.Outer == 1;
            using var loop = isOne ? default : code.Open(StepCode.BlockLoop);
            var part = isOne ? " + columnBegin" : string.Empty;
            var (x, y) = isOne
                ? (Addresses.Of(step.Input) + part, Addresses.Of(step.Output) + part)
                : ($"{Addresses.Of(step.Input)} + (block * {Literals.Number(step.Tokens * step.Channels)})", $"{Addresses.Of(step.Output)} + (block * {Literals.Number(step.Channels)})");
            var channels = isOne ? "columnEnd - columnBegin" : Literals.Number(step.Channels);
            code.Line($"Mean<TTier>.Tokens<{Addresses.TypeName(step.Input)}, {Addresses.TypeName(step.Output)}>(");
            code.Line($"    {x}, {Literals.Number(step.Channels)}, {Literals.Number(step.Tokens)}, {channels},");
            code.Line($"    {Addresses.Of(step.Gain, "float")}{part}, {Addresses.Of(step.Offset, "float")}{part}, {Literals.Number(step.Bounds.Low)}, {Literals.Number(step.Bounds.High)},");
            code.Line($"    {y});");
        }
    }

    public static void Emit(StepCode context, TableLookup step)
    {
        context.Kernels.Add("Table.cs");
        using (context.Open(step, ["y[row, c] = table[x[row, c]]"]))
        {
            var column = 0;
            foreach (var range in step.Tables)
            {
                var stride = Literals.Number(step.Columns);
                var at = $"((nint)rowBegin * {stride}) + {Literals.Number(column)}";
                context.Code.Line("Table<TTier>.Rows(");
                context.Code.Line($"    {Addresses.Of(range.Table, "byte")}, {context.RowZero(step.Input)} + {at}, {stride},");
                context.Code.Line($"    {context.RowZero(step.Output)} + {at}, {stride}, rowEnd - rowBegin, {Literals.Number(range.Columns)});");
                column += range.Columns;
            }
        }
    }

    private static void EmitRows(StepCode context, PlanStep step, string kernel, int channels, string constants, Bounds bounds)
    {
        var code = context.Code;
        var stride = Literals.Number(channels);
        var limits = $"{Literals.Number(bounds.Low)}, {Literals.Number(bounds.High)}";
        if (step.Output.Layout is not TokenQuadLayout quads)
        {
            code.Line($"{kernel}(");
            code.Line($"    {context.RowZero(step.Input)}, {stride}, rowBegin, rowEnd, {stride},");
            code.Line($"    {constants}, {limits},");
            code.Line($"    {context.RowZero(step.Output)}, {stride});");
            return;
        }

        var quadStride = Literals.Number(quads.PaddedColumns * KernelFacts.Quad);
        var isOne = quads.Outer == 1;
        using var loop = isOne ? default : code.Open(StepCode.BlockLoop);
        var x = isOne ? Addresses.Of(step.Input) : $"{Addresses.Of(step.Input)} + (block * {Literals.Number(quads.Tokens * channels)})";
        var y = isOne ? Addresses.Of(step.Output) : $"{Addresses.Of(step.Output)} + (block * {Literals.Number(quads.Quads * quads.PaddedColumns * KernelFacts.Quad)})";
        code.Line($"{kernel}(");
        var tokens = isOne ? "rowBegin, rowEnd" : $"0, {Literals.Number(quads.Tokens)}";
        code.Line($"    {x}, {stride}, {tokens}, {stride},");
        code.Line($"    {constants}, {limits},");
        code.Line($"    {y}, {quadStride});");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
