using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// A lower bound of the time of a pass on each tier: its products at the rate of the multipliers, or its bytes at the rate of the
/// first-level cache, whichever takes longer. It is what a kernel is measured against, not what it is expected to take.
/// </summary>
/// <param name="Name">Name of the tier.</param>
/// <param name="MultiplyAccumulatesPerCycle">
/// Products of bytes that a core's multipliers can add in a cycle: one vpdpbusd of 64 or two of 32 bytes on the VNNI tiers, two
/// vpmaddwd of 16 words (one of 32) on the AVX tiers, which measured just below that (docs/kernels.md); two of 8 words with 128 bits.
/// </param>
/// <param name="BytesPerCycle">One load and one store of a vector in a cycle count as one vector.</param>
sealed record CostModel(string Name, int MultiplyAccumulatesPerCycle, int BytesPerCycle)
{
    /// <summary>The tiers, slowest first.</summary>
    public static EquatableArray<CostModel> Tiers { get; } = EquatableArray.Create(
        new CostModel("scalar", 1, 4),
        new CostModel("vector128", 16, 16),
        new CostModel("avx2", 32, 32),
        new CostModel("avx512", 32, 64),
        new CostModel("avxvnni", 64, 32),
        new CostModel("avx512vnni", 64, 64));

    public long Cycles(Pass pass) => Math.Max(
        (pass.MultiplyAccumulates + MultiplyAccumulatesPerCycle - 1) / MultiplyAccumulatesPerCycle,
        (pass.Bytes + BytesPerCycle - 1) / BytesPerCycle);
}
