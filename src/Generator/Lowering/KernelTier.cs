using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// An instruction set that kernels are written for. This is the one list of them outside the kernels themselves: emitted code, its front
/// matter and the command line go by it.
/// </summary>
/// <param name="Member">Member of the kernels' enum of tiers; the struct is called so with "Tier" behind it.</param>
/// <param name="Cost">What its instructions can do at most.</param>
sealed record KernelTier(string Member, CostModel Cost)
{
    /// <summary>The tiers, from the one that runs anywhere to the fastest.</summary>
    public static EquatableArray<KernelTier> All { get; } = EquatableArray.Create(
        new KernelTier("Scalar", new CostModel(1, UsesCertificates: false, BytesPerCycle: 4)),
        new KernelTier("Vector128", new CostModel(16, UsesCertificates: false, BytesPerCycle: 16)),
        new KernelTier("Avx2", new CostModel(32, UsesCertificates: true, BytesPerCycle: 32)),
        new KernelTier("Avx512", new CostModel(64, UsesCertificates: true, BytesPerCycle: 64)),
        new KernelTier("AvxVnni", new CostModel(64, UsesCertificates: false, BytesPerCycle: 32)),
        new KernelTier("Avx512Vnni", new CostModel(128, UsesCertificates: false, BytesPerCycle: 64)));

    /// <summary>Name as users write it: "avx512vnni".</summary>
    public string Name { get; } = Member.ToLowerInvariant();

    /// <summary>The struct of its kernels: "Avx512VnniTier".</summary>
    public string Struct { get; } = Member + "Tier";
}
