using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QMlp.Calibrator.Files;
using QMlp.Generator;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>
/// The generated class of a model, compiled in memory: the very code that a user's project gets. The kernel tier is chosen once, when
/// the class initializes, so each tier that is asked for is a load of its own (<see cref="Load"/>).
/// </summary>
sealed class InMemoryModel
{
    private readonly byte[] _assembly;
    private readonly string _className;

    private InMemoryModel(byte[] assembly, string className)
    {
        _assembly = assembly;
        _className = className;
    }

    /// <summary>Generates and compiles the class of a model file.</summary>
    /// <param name="path">The <c>.qmlp</c> file; its sidecar, if it has one, stands beside it.</param>
    /// <param name="profile">The class is to count the time of its steps: <see cref="LoadedModel.StepTimes"/>.</param>
    /// <exception cref="UserError">The file is no valid model, or its sidecar is missing.</exception>
    public static InMemoryModel Compile(string path, bool profile = false, CancellationToken cancellation = default)
    {
        var generated = GeneratedCode.Compile(path, Options(profile));
        return Compile(generated, path, Sidecar(path, generated.ResourceName), cancellation);
    }

    /// <summary>Generates and compiles the class of a model that is in no file yet; its weights are loaded.</summary>
    public static InMemoryModel Compile(QuantizedModel model, CancellationToken cancellation = default)
    {
        var name = model.Name + ".qmlp";
        var generated = GeneratedCode.Compile(ModelWriter.Write(model), name, Options(profile: false));
        ResourceDescription[] resources = generated.ResourceName is not { } resource
            ? []
            : [new ResourceDescription(resource, () => new MemoryStream([.. SidecarHeader.Create(model.Weights), .. model.Weights.Bytes!]), isPublic: false)];
        return Compile(generated, name, resources, cancellation);
    }

    private static EmissionOptions Options(bool profile) => new() { ClassName = "InMemory", Namespace = "", Profile = profile };

    private static InMemoryModel Compile(CompilationResult generated, string path, ResourceDescription[] resources, CancellationToken cancellation)
    {
        var syntax = new CSharpParseOptions(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create(
            "qmlp-in-memory",
            generated.Sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text), syntax, source.HintName, cancellation)),
            BaseLibrary(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: resources, cancellationToken: cancellation);
        if (!result.Success)
        {
            var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"The generated code of {path} does not compile: {error}");
        }

        return new InMemoryModel(image.ToArray(), generated.ClassName);
    }

    /// <summary>The compiled assembly.</summary>
    public ReadOnlySpan<byte> Assembly => _assembly;

    /// <summary>Loads the class with a kernel tier of the given name, or the one that it chooses by itself.</summary>
    /// <exception cref="UserError">This machine does not have the tier.</exception>
    public LoadedModel Load(string kernel = TierNames.Best) =>
        LoadedModel.TryLoad(_assembly, _className, kernel)
        ?? throw new UserError($"This machine does not have the kernel tier '{kernel}'; it has {string.Join(", ", SupportedKernels())}.");

    /// <summary>The tiers of this machine, slowest first.</summary>
    public IReadOnlyList<string> SupportedKernels() => [.. TierNames.All.Where(IsSupported)];

    private bool IsSupported(string kernel)
    {
        using var loaded = LoadedModel.TryLoad(_assembly, _className, kernel);
        return loaded is not null;
    }

    /// <summary>The base library that this process itself runs on: what a generated class needs, and all that it may need.</summary>
    private static IEnumerable<MetadataReference> BaseLibrary() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        where Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
        select MetadataReference.CreateFromFile(path);

    private static ResourceDescription[] Sidecar(string path, string? resource)
    {
        if (resource is null)
        {
            return [];
        }

        var sidecar = QuantizedModelFile.SidecarPath(path);
        return File.Exists(sidecar)
            ? [new ResourceDescription(resource, () => File.OpenRead(sidecar), isPublic: false)]
            : throw new UserError($"{sidecar} does not exist; the weights of {path} are in that file, so keep the two together.");
    }
}
