using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>Everything that happens to an accumulator, as a struct for the kernels and as a formula for the reader.</summary>
static class EpilogueEmitter
{
    /// <summary>Name of the struct for the output's type.</summary>
    public static string TypeName(Slot output) => output.Type switch
    {
        ElementType.U8 => "U8Epilogue",
        ElementType.S16 => "S16Epilogue",
        _ => "F32Epilogue",
    };

    /// <summary>The last line of a product's formula, for outputs y[<paramref name="index"/>] with n the output feature.</summary>
    public static string Formula(LinearGroup group, Slot output, Slot? residual, float residualMultiplier, string index)
    {
        var product = group.ColumnMultiplier is null ? "float(acc) * multiplier[n]" : "float(acc) * multiplier[n] * columnMultiplier[c]";
        return output.Type switch
        {
            ElementType.F32 => $"y[{index}] = {product}",
            ElementType.S16 when residual is not null =>
                Prose.Text($"y[{index}] = clamp(round({product} + float(residual[{index}]) * {residualMultiplier:G6}), {group.Low}, {group.High})"),
            ElementType.S16 => Prose.Text($"y[{index}] = clamp(round({product}), {group.Low}, {group.High})"),
            _ when group.Table is not null =>
                Prose.Text($"y[{index}] = {group.Table.Function}[clamp(round({product}){Plus(group.ZeroPoint)}, {group.Low}, {group.High})]"),
            _ => Prose.Text($"y[{index}] = clamp(round({product}){Plus(group.ZeroPoint)}, {group.Low}, {group.High})"),
        };
    }

    /// <summary>Writes "var epilogue = new ...;".</summary>
    /// <param name="owner">What the names of the constants begin with.</param>
    /// <param name="address">First element of the output's row 0, column 0.</param>
    /// <param name="residualAddress">The same of the residual; not used where there is none.</param>
    public static void Emit(
        StepCode context, string owner, LinearGroup group, Slot output, string address, Slot? residual, string residualAddress, float residualMultiplier)
    {
        var code = context.Code;
        var type = TypeName(output);
        context.Kernels.Add(type + ".cs");
        using (code.Open($"var epilogue = new global::QMlp.Runtime.{type}", "};"))
        {
            code.Line($"Output = {address},");
            if (output.Type == ElementType.F32 && group.Weights.Layout == WeightLayout.Panels)
            {
                code.Line("Accumulators = frame.Accumulators,");
            }

            code.Line($"Stride = {Literals.Number(Stride(output))},");
            code.Line($"Multiplier = {context.Floats(group.Multiplier, owner + "Multiplier", group.Weights.Rows)},");
            if (group.ColumnMultiplier is { } columnMultiplier)
            {
                code.Line($"ColumnMultiplier = {context.Floats(columnMultiplier, owner + "ColumnMultiplier", group.Columns)},");
            }

            EmitQuantizer(context, owner, group, output);
            if (residual is not null)
            {
                code.Line($"Residual = {residualAddress},");
                code.Line($"ResidualStride = {Literals.Number(((RowLayout)residual.Layout).Stride)},");
                code.Line($"ResidualMultiplier = {Literals.Exact(residualMultiplier)},");
            }
        }
    }

    /// <summary>" + 12", " - 12" or nothing, for formulas.</summary>
    public static string Plus(int value) => value switch
    {
        0 => string.Empty,
        > 0 => Prose.Text($" + {value}"),
        _ => Prose.Text($" - {-(long)value}"),
    };

    private static void EmitQuantizer(StepCode context, string owner, LinearGroup group, Slot output)
    {
        var code = context.Code;
        if (output.Type == ElementType.F32)
        {
            return;
        }

        if (output.Type == ElementType.U8)
        {
            if (output.Layout is TokenQuadLayout)
            {
                code.Line("Interleaved = true,");
            }

            code.Line($"ZeroPoint = {Literals.Number(group.ZeroPoint)},");
            if (group.Table is not null)
            {
                code.Line($"Table = {context.Constants(group.Table.Data, owner + "Table", "byte", $"[256], {group.Table.Function}")},");
            }
        }

        code.Line($"Low = {Literals.Number(group.Low)},");
        code.Line($"High = {Literals.Number(group.High)},");
    }

    private static int Stride(Slot output) => output.Layout switch
    {
        TokenQuadLayout quads => quads.PaddedColumns * KernelFacts.Quad,
        RowLayout rows => rows.Stride,
        _ => throw new NotSupportedException(),
    };
}
