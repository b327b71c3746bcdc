using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using QMlp.Generator.Diagnostics;

namespace QMlp.Generator.Pipeline;

/// <summary>
/// The diagnostics as Roslyn knows them; the sentences are made by <see cref="Errors"/>. Each is written out with constant
/// arguments, because that is what release tracking reads.
/// </summary>
static class Descriptors
{
    private const string Category = "QMlp";

    /// <summary>Where the pages stand, in the repository and in the package alike.</summary>
    private const string Pages = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor DamagedFile = new(
        DiagnosticId.DamagedFile, "Model file is damaged", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.DamagedFile
            + ".md");

    public static readonly DiagnosticDescriptor NewerFormat = new(
        DiagnosticId.NewerFormat, "Model file has a newer format", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.NewerFormat
            + ".md");

    public static readonly DiagnosticDescriptor EmptyFile = new(
        DiagnosticId.EmptyFile, "Model file has no contents", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.EmptyFile
            + ".md");

    public static readonly DiagnosticDescriptor InvalidClassName = new(
        DiagnosticId.InvalidClassName, "ClassName is not an identifier", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.InvalidClassName
            + ".md");

    public static readonly DiagnosticDescriptor InvalidNamespace = new(
        DiagnosticId.InvalidNamespace, "Namespace is not a namespace", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.InvalidNamespace
            + ".md");

    public static readonly DiagnosticDescriptor DuplicateClass = new(
        DiagnosticId.DuplicateClass, "Two models give the same class", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.DuplicateClass
            + ".md");

    public static readonly DiagnosticDescriptor UnknownOption = new(
        DiagnosticId.UnknownOption, "Unknown value of a model's metadata", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.UnknownOption
            + ".md");

    public static readonly DiagnosticDescriptor WeightPlacement = new(
        DiagnosticId.WeightPlacement, "Weights are not where WeightStorage wants them", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.WeightPlacement
            + ".md");

    public static readonly DiagnosticDescriptor UnsafeCodeNeeded = new(
        DiagnosticId.UnsafeCodeNeeded, "Unsafe code is not allowed", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.UnsafeCodeNeeded
            + ".md");

    public static readonly DiagnosticDescriptor TargetTooOld = new(
        DiagnosticId.TargetTooOld, "C# or .NET is too old", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.TargetTooOld
            + ".md");

    public static readonly DiagnosticDescriptor SidecarMissing = new(
        DiagnosticId.SidecarMissing, "Weights are missing", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.SidecarMissing
            + ".md");

    public static readonly DiagnosticDescriptor NotSupported = new(
        DiagnosticId.NotSupported, "Model is not supported", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.NotSupported
            + ".md");

    public static readonly DiagnosticDescriptor AccuracyDrop = new(
        DiagnosticId.AccuracyDrop, "Accuracy is below what the project allows", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.AccuracyDrop
            + ".md");

    public static readonly DiagnosticDescriptor SidecarChanged = new(
        DiagnosticId.SidecarChanged, "Weights do not belong to the model", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.SidecarChanged
            + ".md");

    public static readonly DiagnosticDescriptor NamespaceTaken = new(
        DiagnosticId.NamespaceTaken, "A type is named QMlp", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages
            + DiagnosticId.NamespaceTaken
            + ".md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        DamagedFile, NewerFormat, EmptyFile, InvalidClassName, InvalidNamespace, DuplicateClass,
        UnknownOption, WeightPlacement, UnsafeCodeNeeded, TargetTooOld, SidecarMissing, NotSupported, AccuracyDrop, SidecarChanged,
        NamespaceTaken,
    ];

    /// <summary>The diagnostic, at its place in the model file.</summary>
    public static Diagnostic ToDiagnostic(CompilationError error)
    {
        var place = new LinePosition(Math.Max(0, error.Line - 1), Math.Max(0, error.Column - 1));
        var location = Location.Create(error.FileName, default, new LinePositionSpan(place, place));
        return Diagnostic.Create(All.First(descriptor => descriptor.Id == error.Id), location, error.Message);
    }
}
