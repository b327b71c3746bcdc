using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>A model as C#.</summary>
/// <param name="Kernels">Names of the kernel files that the sources use directly.</param>
/// <param name="ResourceName">Manifest resource that must hold the sidecar, or null.</param>
sealed record EmittedModel(EquatableArray<GeneratedSource> Sources, EquatableArray<string> Kernels, string? ResourceName);
