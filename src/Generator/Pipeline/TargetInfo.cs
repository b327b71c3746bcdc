using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QMlp.Generator.Pipeline;

/// <summary>The little that the generator wants to know about the project, so small that an edit of its code changes nothing here.</summary>
/// <param name="AllowsUnsafe">The project allows unsafe code.</param>
/// <param name="HasLanguage">The project is C# 12 or later.</param>
/// <param name="HasFramework">The base library is that of .NET 10 or later.</param>
/// <param name="HasRuntimeSupport">The project references QMlp.RuntimeSupport, so no kernel sources are emitted.</param>
/// <param name="TakesNamespace">A type of the project stands where the kernels' namespace has to.</param>
sealed record TargetInfo(bool AllowsUnsafe, bool HasLanguage, bool HasFramework, bool HasRuntimeSupport, bool TakesNamespace)
{
    private const string RuntimeSupportAssembly = "QMlp.RuntimeSupport";

    /// <summary>The kernels' namespace without the part after the dot.</summary>
    private const string Namespace = "QMlp";

    /// <summary>A type that .NET 10 brought: older ones are out of support, and the kernels do not compile there.</summary>
    private const string TypeOfNet10 = "System.Runtime.Intrinsics.X86.AvxVnniInt8";

    public static TargetInfo Of(Compilation compilation) => new(
        compilation.Options is CSharpCompilationOptions { AllowUnsafe: true },
        compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 },
        compilation.GetTypesByMetadataName(TypeOfNet10).Length > 0,
        compilation.ReferencedAssemblyNames.Any(name => name.Name == RuntimeSupportAssembly),
        compilation.Assembly.GetTypeByMetadataName(Namespace) is not null);

    /// <summary>What stands in the way of compiling the emitted code, if anything does.</summary>
    public CompilationError? Objection(string file) => this switch
    {
        { HasLanguage: false } => Diagnostics.Errors.LanguageTooOld(file),
        { HasFramework: false } => Diagnostics.Errors.FrameworkTooOld(file),
        { TakesNamespace: true } => Diagnostics.Errors.NamespaceTaken(file),
        { AllowsUnsafe: false } => Diagnostics.Errors.UnsafeCodeNeeded(file),
        _ => null,
    };
}
