using QMlp.Generator.Naming;

namespace QMlp.Generator.Emission;

/// <summary>Names of one emitted class.</summary>
/// <param name="FileName">The model file, without a folder.</param>
sealed record ClassSettings(ClassNaming Names, string FileName, EmissionOptions Options)
{
    public string Accessibility => Options.Accessibility == ClassAccessibility.Public ? "public" : "internal";

    /// <summary>Manifest resource of a sidecar.</summary>
    public string ResourceName => Options.ResourceName ?? FileName + ".weights";
}
