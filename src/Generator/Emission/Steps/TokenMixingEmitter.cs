using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>A product along an earlier axis; each group of channels has weights of its own and is a call of its own.</summary>
sealed class TokenMixingEmitter : StepEmitter<TokenMixing>
{
    protected override void Emit(StepCode context, TokenMixing step)
    {
        context.Kernels.Add("TokenMixing.cs");
        if (step.Groups.Count == 1)
        {
            using (context.Open(step, Formula(step, step.Groups[0])))
            {
                Body(context, step, step.Method, step.Groups[0], 0);
            }

            return;
        }

        EmitGroupCalls(context, step);
        var column = 0;
        for (var i = 0; i < step.Groups.Count; i++)
        {
            var group = step.Groups[i];
            context.Code.Line();
            var channels = $"channels {Literals.Number(column)} to {Literals.Number(column + group.Columns - 1)}";
            context.Code.Comment($"Group {Literals.Number(i)} of {step.Name}: {channels}.", "    " + Formula(step, group)[1]);
            using (context.Code.Open(StepCode.Signature(GroupMethod(step, i), step.Division)))
            {
                Body(context, step, step.Method + "Group" + Literals.Number(i), group, column);
            }

            column += group.Columns;
        }
    }

    private static void EmitGroupCalls(StepCode context, TokenMixing step)
    {
        using (context.Open(step, Formula(step, step.Groups[0])))
        {
            for (var i = 0; i < step.Groups.Count; i++)
            {
                context.Code.Line($"{GroupMethod(step, i)}<TTier>(frame, {(step.View.Outer == 1 ? "columnBegin, columnEnd" : "blockBegin, blockEnd")});");
            }
        }
    }

    private static string GroupMethod(TokenMixing step, int index) => StepCode.Beside(step, "Group" + Literals.Number(index));

    /// <param name="owner">What the names of the constants begin with.</param>
    private static void Body(StepCode context, TokenMixing step, string owner, LinearGroup group, int column)
    {
        var code = context.Code;
        ChannelMixingEmitter.WeightsOf(context, owner, group);
        if (step.View.Outer == 1)
        {
            Call(context, step, owner, group, column, string.Empty);
            return;
        }

        using (code.Open(StepCode.BlockLoop))
        {
            Call(context, step, owner, group, column, "block");
        }
    }

    private static void Call(StepCode context, TokenMixing step, string owner, LinearGroup group, int column, string block)
    {
        var quadStride = step.View.PaddedColumns * KernelFacts.Quad;
        var rowElements = step.OutputTokens * step.View.Columns;
        var outputBlock = step.Output.Layout is TokenQuadLayout quads ? quads.Quads * quads.PaddedColumns * KernelFacts.Quad : rowElements;
        var outputColumn = step.Output.Layout is TokenQuadLayout ? column * KernelFacts.Quad : column;
        var residual = step.Residual is null ? string.Empty : At(Addresses.Of(step.Residual), block, rowElements, column);
        var output = At(Addresses.Of(step.Output), block, outputBlock, outputColumn);
        EpilogueEmitter.Emit(context, owner, group, Viewed(step), output, ViewedResidual(step), residual, step.ResidualMultiplier);
        var input = At(Addresses.Of(step.Input), block, step.View.Quads * quadStride, column * KernelFacts.Quad);
        context.Code.Line($"global::QMlp.Runtime.TokenMixing<TTier, global::QMlp.Runtime.{EpilogueEmitter.TypeName(step.Output)}>.Run(");
        context.Code.Line($"    x: {input}, quadStride: {Literals.Number(quadStride)}, weights, rowBegin: 0, rowEnd: {Literals.Number(step.OutputTokens)},");
        context.Code.Line($"    {Columns(step, group, column)}, epilogue);");
    }

    /// <summary>The columns of a part that are the group's, counted from the group's first.</summary>
    private static string Columns(TokenMixing step, LinearGroup group, int first)
    {
        if (step.View.Outer > 1)
        {
            return $"columnBegin: 0, columnEnd: {Literals.Number(group.Columns)}";
        }

        var end = first + group.Columns;
        var least = first == 0 ? "columnBegin" : $"global::System.Math.Max(columnBegin, {Literals.Number(first)}) - {Literals.Number(first)}";
        var most = end == step.View.Columns ? "columnEnd" : $"global::System.Math.Min(columnEnd, {Literals.Number(end)})";
        return first == 0 ? $"{least}, {most}" : $"{least}, {most} - {Literals.Number(first)}";
    }

    /// <summary>The output with one row for each output token: all that follows the token axis is one row.</summary>
    private static Slot Viewed(TokenMixing step) => step.Output.Layout is RowLayout rows
        ? step.Output with { Layout = rows with { Columns = step.View.Columns, Stride = step.View.Columns } }
        : step.Output;

    private static Slot? ViewedResidual(TokenMixing step) => step.Residual is { Layout: RowLayout rows } residual
        ? residual with { Layout = rows with { Columns = step.View.Columns, Stride = step.View.Columns } }
        : null;

    private static string At(string address, string block, int length, int column)
    {
        var text = address;
        if (block.Length > 0)
        {
            text += $" + ({block} * {Literals.Number(length)})";
        }

        return column == 0 ? text : text + $" + {Literals.Number(column)}";
    }

    private static string[] Formula(TokenMixing step, LinearGroup group) =>
    [
        $"acc[n, c] = bias[n] + sum over t < {Literals.Number(step.View.Tokens)} of weight[n, t] * x[t, c]",
        EpilogueEmitter.Formula(group, step.Output, step.Residual, step.ResidualMultiplier, "n, c"),
    ];
}
