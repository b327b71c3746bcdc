using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QMlp.Generator.Pipeline;

/// <summary>A model file as the project names it.</summary>
/// <param name="Text">The file; compared by reference, which is what Roslyn keeps as long as the file does not change.</param>
/// <param name="Metadata">What the project says about it.</param>
sealed record ModelItem(AdditionalText Text, ItemMetadata Metadata)
{
    private const string Extension = ".qmlp";

    public static bool IsModel(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static ModelItem Create(AdditionalText text, AnalyzerConfigOptionsProvider provider) =>
        new(text, ItemMetadata.Read(provider.GetOptions(text), provider.GlobalOptions));
}

/// <summary>
/// Item metadata and properties as MSBuild hands them to the compiler: raw text, "" where nothing is set. The names are made
/// visible to the compiler by <c>build/QMlp.props</c>.
/// </summary>
/// <param name="Sidecar">What <c>build/QMlp.targets</c> says of the file beside the model; see <see cref="SidecarCheck"/>.</param>
sealed record ItemMetadata(
    string ClassName,
    string Namespace,
    string Accessibility,
    string WeightStorage,
    string ResourceName,
    string RootNamespace,
    string MaxDrop,
    string Sidecar)
{
    private const string Item = "build_metadata.AdditionalFiles.QMlp";

    public static ItemMetadata Read(AnalyzerConfigOptions item, AnalyzerConfigOptions global) => new(
        Value(item, Item + "ClassName"),
        Value(item, Item + "Namespace"),
        Value(item, Item + "Accessibility"),
        Value(item, Item + "WeightStorage"),
        Value(item, Item + "ResourceName"),
        Value(global, "build_property.RootNamespace"),
        Value(item, Item + "MaxDrop") is { Length: > 0 } own ? own : Value(global, "build_property.QMlpMaxDrop"),
        Value(item, Item + "Sidecar"));

    private static string Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) ? value.Trim() : string.Empty;
}
