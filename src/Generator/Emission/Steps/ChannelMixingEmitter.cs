using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>A product along the last axis.</summary>
sealed class ChannelMixingEmitter : StepEmitter<ChannelMixing>
{
    protected override void Emit(StepCode context, ChannelMixing step)
    {
        context.Kernels.Add("ChannelMixing.cs");
        var matrix = step.Group.Weights;
        var residual = step.Residual is null ? string.Empty : context.RowZero(step.Residual);
        using (context.Open(step, Formula(step, "x")))
        {
            var code = context.Code;
            WeightsOf(context, step.Method, step.Group);
            EpilogueEmitter.Emit(context, step.Method, step.Group, step.Output, context.RowZero(step.Output), step.Residual, residual, step.ResidualMultiplier);
            code.Line($"global::QMlp.Runtime.ChannelMixing<TTier, global::QMlp.Runtime.{EpilogueEmitter.TypeName(step.Output)}>.Run(");
            code.Line($"    x: {context.RowZero(step.Input)}, stride: {Literals.Number(((RowLayout)step.Input.Layout).Stride)}, rowBegin, rowEnd,");
            code.Line($"    weights, columnBegin: 0, columnEnd: {Literals.Number(matrix.Rows)}, epilogue);");
        }
    }

    /// <summary>Writes "var weights = new LinearWeights ...;".</summary>
    /// <param name="owner">What the names of the constants begin with.</param>
    public static void WeightsOf(StepCode context, string owner, LinearGroup group)
    {
        var matrix = group.Weights;
        var code = context.Code;
        using (code.Open("var weights = new global::QMlp.Runtime.LinearWeights", "};"))
        {
            code.Line($"Data = {context.Weights(matrix, owner + "Weights", Layout(matrix))},");
            code.Line($"Bias = {context.Constants(group.Bias, owner + "Bias", "int", $"[{Literals.Number(matrix.Rows)}]")},");
            code.Line($"Rows = {Literals.Number(matrix.Rows)},");
            code.Line($"Depth = {Literals.Number(matrix.Depth)},");
            code.Line($"Bits = {Literals.Number(matrix.MultipliedBits())},");
            code.Line($"Certificate = {Literals.Number(matrix.Certificate)},");
        }
    }

    private static string Layout(WeightMatrix matrix)
    {
        var kind = matrix.MultipliedBits() == 8 ? "8-bit" : "4-bit";
        var perByte = matrix.MultipliedBits() == 8 ? 1 : 2;
        var blocks = KernelFacts.RoundUp(matrix.Depth, KernelFacts.Quad * perByte) / (KernelFacts.Quad * perByte);
        return matrix.Layout == WeightLayout.Panels
            ? $"{kind} panels [{Literals.Number((matrix.Rows + 15) / 16)}][{Literals.Number(blocks)}][16][4]"
            : $"{kind} rows [{Literals.Number(matrix.Rows)}][{Literals.Number(blocks * KernelFacts.Quad)}]";
    }

    /// <param name="x">Name of the matrix that is multiplied.</param>
    public static string[] Formula(ChannelMixing step, string x) =>
    [
        $"acc[row, n] = bias[n] + sum over k < {Literals.Number(step.Group.Weights.Depth)} of weight[n, k] * {x}[row, k]",
        EpilogueEmitter.Formula(step.Group, step.Output, step.Residual, step.ResidualMultiplier, "row, n"),
    ];
}
