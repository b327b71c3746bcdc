using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Steps that move values and change none.</summary>
static class MoveEmitters
{
    public static void Emit(StepCode context, Rearrangement step)
    {
        context.Kernels.Add("Rearrange.cs");
        var indices = string.Join(", ", step.Dims.Select((_, i) => $"i{Literals.Number(i)}"));
        var terms = step.Strides.Select((stride, i) => stride == 1 ? $"i{Literals.Number(i)}" : $"i{Literals.Number(i)} * {Literals.Number(stride)}");
        var sum = string.Join(" + ", step.Offset == 0 ? terms : terms.Prepend(Literals.Number(step.Offset)));
        var dims = HeaderEmitter.Text(step.Dims, ", ");
        using (context.Open(step, [$"y[{indices}] = x[{sum}], y of shape [{dims}]"]))
        {
            context.Code.Line("Rearrange.Run(");
            context.Code.Line($"    {Addresses.Of(step.Input)}, {Addresses.Of(step.Output)},");
            context.Code.Line($"    [{dims}], [{HeaderEmitter.Text(step.Strides, ", ")}], {Literals.Number(step.Offset)});");
        }
    }

    public static void Emit(StepCode context, QuadInterleaving step)
    {
        context.Kernels.Add("TokenInterleaved.cs");
        var view = step.View;
        using (context.Open(step, ["y[t / 4, c, t % 4] = x[t, c]"]))
        {
            var code = context.Code;
            var isOne = view.Outer == 1;
            using var loop = isOne ? default : code.Open($"for (nint outer = 0; outer < {Literals.Number(view.Outer)}; outer++)");
            var quadStride = view.PaddedColumns * KernelFacts.Quad;
            var x = isOne ? Addresses.Of(step.Input) : $"{Addresses.Of(step.Input)} + (outer * {Literals.Number(view.Tokens * view.Columns)})";
            var y = isOne ? Addresses.Of(step.Output) : $"{Addresses.Of(step.Output)} + (outer * {Literals.Number(view.Quads * quadStride)})";
            code.Line("TokenInterleaved.Pack<TTier>(");
            code.Line($"    {x}, {Literals.Number(view.Columns)}, 0, {Literals.Number(view.Tokens)}, {Literals.Number(view.Columns)}, {y}, {Literals.Number(quadStride)});");
        }
    }
}
