using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QMlp.Generator.Emission;

namespace QMlp.Generator.Tests;

/// <summary>Compiles emitted sources in memory and loads the result, apart from everything else.</summary>
static class EmittedAssembly
{
    public static ImmutableArray<MetadataReference> Framework { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(
            path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
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

    /// <summary>
    /// All kernels as an assembly of their own, compiled once: with the kernels in every emitted assembly, as users have it, the tests
    /// would compile them dozens of times. The compile tests do it the users' way.
    /// </summary>
    private static readonly Lazy<byte[]> Kernels = new(() => Emit(
        "Kernels",
        KernelSources.Closure(KernelSources.All).Select(KernelSources.Source).Select(Visible)
            .Append(new GeneratedSource("Friend.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Emitted\")]")),
        Framework,
        null));

    /// <summary>A kernel file that other assemblies see, as users never have it.</summary>
    private static GeneratedSource Visible(GeneratedSource source) =>
        source with { Text = source.Text.Replace(EmbeddedMark.Line, "", StringComparison.Ordinal) };

    /// <summary>Compiles sources that come without their kernels, and demands that there is not one warning.</summary>
    public static byte[] Emit(IEnumerable<GeneratedSource> sources, (string Name, byte[] Bytes)? resource) =>
        Emit("Emitted", sources, Framework.Add(MetadataReference.CreateFromImage(Kernels.Value)), resource);

    /// <summary>Loads what <see cref="Emit(IEnumerable{GeneratedSource}, ValueTuple{string, byte[]}?)"/> gave, with a copy of the kernels for itself.</summary>
    public static Assembly Load(byte[] image)
    {
        var context = new AssemblyLoadContext("emitted", isCollectible: true);
        context.LoadFromStream(new MemoryStream(Kernels.Value));
        return context.LoadFromStream(new MemoryStream(image));
    }

    private static byte[] Emit(
        string name, IEnumerable<GeneratedSource> sources, IEnumerable<MetadataReference> references, (string Name, byte[] Bytes)? resource)
    {
        using var image = new MemoryStream();
        var resources = resource is { } some
            ? new[] { new ResourceDescription(some.Name, () => new MemoryStream(some.Bytes), isPublic: true) }
            : [];
        var result = Compile(sources).WithAssemblyName(name).WithReferences(references).Emit(image, manifestResources: resources);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString()));
        return image.ToArray();
    }
}
