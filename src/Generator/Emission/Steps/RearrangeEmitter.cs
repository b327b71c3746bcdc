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
            using (context.Code.Open("var map = new IndexMap", "};"))
            {
                context.Code.Line($"Dims = [{PartDims(map)}],");
                context.Code.Line($"Strides = [{HeaderEmitter.Text(map.Strides, ", ")}],");
                context.Code.Line($"Offset = {PartOffset(map)},");
            }

            context.Code.Line($"Rearrange.Run({Addresses.Of(step.Input)}, {Addresses.Of(step.Output)} + ((nint)blockBegin * {Literals.Number(block)}), map);");
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
