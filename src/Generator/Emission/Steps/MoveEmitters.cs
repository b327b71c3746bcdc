using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Steps that move values and change none.</summary>
static class MoveEmitters
{
    public static void Emit(StepCode context, Rearrangement step)
    {
        context.Kernels.Add("Rearrange.cs");
        var indices = string.Join(", ", step.Dims.Select((_, i) => $"i{Literals.Number(i)}"));
        var dims = HeaderEmitter.Text(step.Dims, ", ");
        using (context.Open(step, [$"y[{indices}] = {Source(step)}, y of shape [{dims}]"]))
        {
            var isScalar = step.Dims.Count == 0;
            var block = step.Dims.Skip(1).Aggregate(1, (length, size) => length * size);
            var partDims = isScalar ? string.Empty : string.Join(", ", step.Dims.Skip(1).Select(size => Literals.Number(size)).Prepend("blockEnd - blockBegin"));
            var first = isScalar ? string.Empty : $"(nint)blockBegin * {Literals.Number(step.Strides[0])}";
            var offset = (step.Offset, first.Length) switch
            {
                (0, > 0) => first,
                (_, 0) => Literals.Number(step.Offset),
                _ => $"{Literals.Number(step.Offset)} + ({first})",
            };
            context.Code.Line("Rearrange.Run(");
            context.Code.Line($"    {Addresses.Of(step.Input)}, {Addresses.Of(step.Output)} + ((nint)blockBegin * {Literals.Number(block)}),");
            context.Code.Line($"    [{partDims}], [{HeaderEmitter.Text(step.Strides, ", ")}], {offset});");
        }
    }

    /// <summary>The element of x that an index map stands for, in a formula.</summary>
    public static string Source(Rearrangement step)
    {
        var terms = step.Strides.Select((stride, i) => stride == 1 ? $"i{Literals.Number(i)}" : $"i{Literals.Number(i)} * {Literals.Number(stride)}");
        return $"x[{string.Join(" + ", step.Offset == 0 ? terms : terms.Prepend(Literals.Number(step.Offset)))}]";
    }

    public static void Emit(StepCode context, QuadInterleaving step)
    {
        context.Kernels.Add("TokenInterleaved.cs");
        var view = step.View;
        using (context.Open(step, ["y[t / 4, c, t % 4] = x[t, c]"]))
        {
            var code = context.Code;
            var isOne = view.Outer == 1;
            using var loop = isOne ? default : code.Open(StepCode.BlockLoop);
            var quadStride = view.PaddedColumns * KernelFacts.Quad;
            var x = isOne ? Addresses.Of(step.Input) : $"{Addresses.Of(step.Input)} + (block * {Literals.Number(view.Tokens * view.Columns)})";
            var y = isOne ? Addresses.Of(step.Output) : $"{Addresses.Of(step.Output)} + (block * {Literals.Number(view.Quads * quadStride)})";
            code.Line("TokenInterleaved.Pack<TTier>(");
            var tokens = isOne ? "rowBegin, rowEnd" : $"0, {Literals.Number(view.Tokens)}";
            code.Line($"    {x}, {Literals.Number(view.Columns)}, {tokens}, {Literals.Number(view.Columns)}, {y}, {Literals.Number(quadStride)});");
        }
    }
}
