using QMlp.Generator.Lowering;

namespace QMlp.Generator;

/// <summary>What an emitted class does, as its front matter says it: in which order, and what that costs.</summary>
/// <param name="ScratchBytes">Scratch memory of a call on one thread.</param>
/// <param name="Tiers">Names of the instruction sets, slowest first.</param>
/// <param name="Passes">What runs, in order.</param>
public sealed record PlanOutline(long ScratchBytes, IReadOnlyList<string> Tiers, IReadOnlyList<PassOutline> Passes)
{
    internal static PlanOutline Of(ExecutionPlan plan) => new(
        plan.ScratchSize,
        KernelTier.All.Select(tier => tier.Name).ToList(),
        plan.Passes.Select(pass => new PassOutline(
            pass.Name,
            pass.Steps.Select(step => $"{step.Name} {step.Sentence}").ToList(),
            pass.BandSentence,
            pass.MultiplyAccumulates,
            pass.Bytes,
            KernelTier.All.Select(tier => tier.Cost.Cycles(pass)).ToList())).ToList());
}

/// <summary>One trip over memory.</summary>
/// <param name="Name">Name of the step, or of the first and the last one.</param>
/// <param name="Steps">A sentence for each step.</param>
/// <param name="Bands">How rows run through several steps together; null for a single step.</param>
/// <param name="MultiplyAccumulates">Multiplications of an activation by a weight.</param>
/// <param name="BytesMoved">Weights, constants and activations that are read and written, what stays in a band's buffers not counted.</param>
/// <param name="IdealCycles">
/// For each of <see cref="PlanOutline.Tiers"/>: the products at the rate of the multipliers, or the bytes at that of the first-level cache,
/// whichever takes longer.
/// </param>
public sealed record PassOutline(
    string Name, IReadOnlyList<string> Steps, string? Bands, long MultiplyAccumulates, long BytesMoved, IReadOnlyList<long> IdealCycles);
