namespace QMlp.Generator.Lowering;

/// <summary>
/// A lower bound of the time of a pass on a tier: its products at the rate of the multipliers, or its bytes at the rate of the
/// first-level cache, whichever takes longer. It is what a kernel is measured against, not what it is expected to take.
/// </summary>
/// <param name="MultiplyAccumulatesPerCycle">
/// Products of bytes that two multipliers of a core can add in a cycle: two vpdpbusd of 64 or 32 bytes on the VNNI tiers, two vpmaddwd of
/// 32 or 16 words on the AVX tiers, of 8 words with 128 bits. Server cores have two; on those with one the bound is lower than need be.
/// </param>
/// <param name="UsesCertificates">
/// Whether the tier multiplies bytes where a certificate allows: of g + 1 multiplications then g have twice the products and one widens
/// their sums (docs/kernels.md).
/// </param>
/// <param name="BytesPerCycle">One load and one store of a vector in a cycle count as one vector.</param>
sealed record CostModel(int MultiplyAccumulatesPerCycle, bool UsesCertificates, int BytesPerCycle)
{
    public long Cycles(Pass pass) => Math.Max(pass.Steps.Sum(ProductCycles), Quotient(pass.Bytes, BytesPerCycle));

    private long ProductCycles(PlanStep step) => UsesCertificates && step.Certificate > 0
        ? Quotient(step.MultiplyAccumulates * (step.Certificate + 1), 2L * step.Certificate * MultiplyAccumulatesPerCycle)
        : Quotient(step.MultiplyAccumulates, MultiplyAccumulatesPerCycle);

    private static long Quotient(long value, long divisor) => (value + divisor - 1) / divisor;
}
