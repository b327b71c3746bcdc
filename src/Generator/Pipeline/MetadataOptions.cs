using QMlp.Generator.Diagnostics;
using QMlp.Generator.Naming;

namespace QMlp.Generator.Pipeline;

/// <summary>Turns the raw metadata of an item into options.</summary>
static class MetadataOptions
{
    public static EmissionOptions Read(ItemMetadata metadata, string path, List<CompilationError> errors) => new()
    {
        ClassName = metadata.ClassName.Length > 0 ? metadata.ClassName : null,
        Namespace = metadata.Namespace.Length > 0 ? metadata.Namespace : Identifier.NamespaceFrom(metadata.RootNamespace),
        Accessibility = metadata.Accessibility.ToUpperInvariant() switch
        {
            "" or "INTERNAL" => ClassAccessibility.Internal,
            "PUBLIC" => ClassAccessibility.Public,
            _ => Unknown<ClassAccessibility>(errors, path, "Accessibility", metadata.Accessibility, "'internal' or 'public'"),
        },
        Weights = metadata.WeightStorage.ToUpperInvariant() switch
        {
            "" or "AUTO" => WeightPlacement.Auto,
            "INLINE" => WeightPlacement.Inline,
            "RESOURCE" => WeightPlacement.Resource,
            _ => Unknown<WeightPlacement>(errors, path, "WeightStorage", metadata.WeightStorage, "'auto', 'inline' or 'resource'"),
        },
        ResourceName = metadata.ResourceName.Length > 0 ? metadata.ResourceName : null,
        // Kernels are emitted once for the whole project, by a branch of their own.
        IncludeKernels = false,
    };

    private static T Unknown<T>(List<CompilationError> errors, string path, string option, string value, string allowed)
        where T : struct
    {
        errors.Add(Errors.UnknownOption(path, option, value, allowed));
        return default;
    }
}
