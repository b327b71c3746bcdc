using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QMlp.Generator.Tests;

/// <summary>Compiles emitted sources in memory and loads the result, apart from everything else.</summary>
static class EmittedAssembly
{
    public static ImmutableArray<MetadataReference> Framework { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        generalDiagnosticOption: ReportDiagnostic.Error,
        warningLevel: 9999);

    public static CSharpCompilation Compile(
        IEnumerable<GeneratedSource> sources, CSharpCompilationOptions? options = null, LanguageVersion language = LanguageVersion.CSharp12) =>
        CSharpCompilation.Create(
            "Emitted",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(language), source.HintName)),
            Framework,
            options ?? Options);

    /// <summary>Compiles, demands that there is not one warning, and loads.</summary>
    public static Assembly Load(IEnumerable<GeneratedSource> sources, (string Name, byte[] Bytes)? resource = null, CSharpCompilationOptions? options = null)
    {
        using var image = new MemoryStream();
        var resources = resource is { } some
            ? new[] { new ResourceDescription(some.Name, () => new MemoryStream(some.Bytes), isPublic: true) }
            : [];
        var result = Compile(sources, options).Emit(image, manifestResources: resources);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString()));
        image.Position = 0;
        return new AssemblyLoadContext("emitted", isCollectible: true).LoadFromStream(image);
    }
}
