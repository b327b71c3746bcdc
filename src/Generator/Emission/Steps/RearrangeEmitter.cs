using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>A copy through an index map.</summary>
sealed class RearrangeEmitter : StepEmitter<Rearrange>
{
    protected override void Emit(StepCode context, Rearrange step)
    {
        context.Kernels.Add("Rearrange.cs");
        var map = step.Map;
        var indices = string.Join(", ", map.Dims.Select((_, i) => $"i{Literals.Number(i)}"));
        using (context.Open(step, $"y[{indices}] = {Source(map)}, y of shape [{HeaderEmitter.Text(map.Dims, ", ")}]"))
        {
            var block = map.Dims.Skip(1).Aggregate(1, (length, size) => length * size);
            using (context.Code.Open("var map = new global::QMlp.Runtime.IndexMap", "};"))
            {
                context.Code.Line($"Dims = [{PartDims(map)}],");
                context.Code.Line($"Strides = [{HeaderEmitter.Text(map.Strides, ", ")}],");
                context.Code.Line($"Offset = {PartOffset(map)},");
            }

            context.Code.Line(
                $"global::QMlp.Runtime.Rearrange.Run(x: {Addresses.Of(step.Input)}, y: {Addresses.Of(step.Output)} + ((nint)blockBegin * "
                    + $"{Literals.Number(block)}), map);");
            if (step.ClearedTail > 0)
            {
                EmitTail(context, step);
            }
        }
    }

    private static void EmitTail(StepCode context, Rearrange step)
    {
        var count = Literals.Number(step.Division.Count);
        using (context.Code.Open($"if (blockEnd == {count})"))
        {
            context.Code.Comment("A product reads whole quads, and so behind the last element.");
            context.Code.Line($"new global::System.Span<byte>({Addresses.Of(step.Output)} + {count}, {Literals.Number(step.ClearedTail)}).Clear();");
        }
    }

    /// <summary>The element of x that an index map stands for, in a formula.</summary>
    public static string Source(IndexMap map)
    {
        var terms = map.Strides.Select((stride, i) => stride == 1 ? $"i{Literals.Number(i)}" : $"i{Literals.Number(i)} * {Literals.Number(stride)}");
        return $"x[{string.Join(" + ", map.Offset == 0 ? terms : terms.Prepend(Literals.Number(map.Offset)))}]";
    }

    /// <summary>Blocks are index values of the first axis: a part has some of them.</summary>
    private static string PartDims(IndexMap map) => map.Dims.Count == 0
        ? string.Empty
        : string.Join(", ", map.Dims.Skip(1).Select(size => Literals.Number(size)).Prepend("blockEnd - blockBegin"));

    private static string PartOffset(IndexMap map)
    {
        if (map.Dims.Count == 0)
        {
            return Literals.Number(map.Offset);
        }

        var first = $"(nint)blockBegin * {Literals.Number(map.Strides[0])}";
        return map.Offset == 0 ? first : $"{Literals.Number(map.Offset)} + ({first})";
    }
}
