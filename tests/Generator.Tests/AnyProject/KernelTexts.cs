using QMlp.Generator.Emission;

namespace QMlp.Generator.Tests;

/// <summary>All kernels as a user's project has them.</summary>
static class KernelTexts
{
    public static IReadOnlyList<GeneratedSource> All { get; } = [.. CompilerStages.Kernels(KernelSources.All)];
}
