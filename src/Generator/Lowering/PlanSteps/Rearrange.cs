using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A copy through an index map.</summary>
/// <param name="ClearedTail">Bytes behind the last element that are set to zero: what a product may read there.</param>
sealed record Rearrange(string Name, string Method, Slot Input, Slot Output, IndexMap Map, int ClearedTail = 0) : PlanStep(Name, Method, Input, Output)
{
    public override string Sentence => Prose.Text($"rearranges {Map.Dims.AsSpan().Product()} {Input.TypeWord()} values");

    public override Operand? Moved => new(Input, Map);

    public override Division Division => Map.Dims.Count == 1
        ? new(DivisionAxis.Blocks, Map.Dims[0], DivisionMultiple.CacheLine)
        : Division.OfBlocks(Map.Dims.Count == 0 ? 1 : Map.Dims[0]);
}
