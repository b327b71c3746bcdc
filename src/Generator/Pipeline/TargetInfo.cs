using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QMlp.Generator.Pipeline;

/// <summary>The little that the generator wants to know about the project, so small that an edit of its code changes nothing here.</summary>
/// <param name="AllowsUnsafe">The project allows unsafe code.</param>
/// <param name="HasLanguage">The project is C# 12 or later.</param>
/// <param name="HasFramework">The base library has 512-bit vectors, that is, .NET 8 or later.</param>
/// <param name="HasRuntimeSupport">The project references QMlp.RuntimeSupport, so no kernel sources are emitted.</param>
sealed record TargetInfo(bool AllowsUnsafe, bool HasLanguage, bool HasFramework, bool HasRuntimeSupport)
{
    private const string RuntimeSupportAssembly = "QMlp.RuntimeSupport";
    private const string NewestTypeUsed = "System.Runtime.Intrinsics.Vector512";

    public static TargetInfo Of(Compilation compilation) => new(
        compilation.Options is CSharpCompilationOptions { AllowUnsafe: true },
        compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 },
        compilation.GetTypeByMetadataName(NewestTypeUsed) is not null,
        compilation.ReferencedAssemblyNames.Any(name => name.Name == RuntimeSupportAssembly));

    /// <summary>What stands in the way of compiling the emitted code, if anything does.</summary>
    public CompilationError? Objection(string file) => this switch
    {
        { HasLanguage: false } => Diagnostics.Errors.LanguageTooOld(file),
        { HasFramework: false } => Diagnostics.Errors.FrameworkTooOld(file),
        { AllowsUnsafe: false } => Diagnostics.Errors.UnsafeCodeNeeded(file),
        _ => null,
    };
}
