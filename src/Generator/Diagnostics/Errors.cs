using QMlp.ModelFormat;

namespace QMlp.Generator.Diagnostics;

/// <summary>The sentences: each says what is wrong with a file or an option and what to change.</summary>
static class Errors
{
    public static CompilationError FromReader(string file, FormatError error) => new(
        error.Kind == FormatErrorKind.Version ? DiagnosticId.NewerFormat : DiagnosticId.DamagedFile, error.Message, file, error.Line, error.Column);

    public static CompilationError EmptyFile(string file) =>
        At(DiagnosticId.EmptyFile, file, "The model file has no contents; write it again with 'qmlp calibrate'.");

    public static CompilationError InvalidClassName(string file, string name) =>
        At(DiagnosticId.InvalidClassName, file, $"ClassName '{name}' is not a C# identifier; use letters, digits and '_', and start with a letter or '_'.");

    public static CompilationError ReservedClassName(string file, string name) =>
        At(
            DiagnosticId.InvalidClassName, file,
            $"ClassName '{name}' is the name of a member of every emitted class or of a type that it uses; choose another.");

    public static CompilationError HiddenClassName(string file, string name, string space) =>
        At(DiagnosticId.InvalidClassName, file, $"ClassName '{name}' is a part of the namespace '{space}' as well, which hides the class; choose another.");

    public static CompilationError InvalidNamespace(string file, string name) =>
        At(DiagnosticId.InvalidNamespace, file, $"Namespace '{name}' is not a C# namespace; write identifiers separated by '.'.");

    public static CompilationError DuplicateClass(string file, string name) =>
        At(DiagnosticId.DuplicateClass, file, $"Another model of this project gives the class '{name}' as well; set ClassName or Namespace of one of them.");

    public static CompilationError UnknownOption(string file, string option, string value, string allowed) =>
        At(DiagnosticId.UnknownOption, file, $"{option} '{value}' is not known; use {allowed}.");

    public static CompilationError WeightsAreInSidecar(string file) => At(
        DiagnosticId.WeightPlacement,
        file,
        "WeightStorage is 'inline', but the weights of this model are in its sidecar, which a source generator cannot read; set WeightStorage to 'auto'.");

    public static CompilationError WeightsAreInline(string file) => At(
        DiagnosticId.WeightPlacement,
        file,
        "WeightStorage is 'resource', but this model has no sidecar: its weights stand in the model file itself; set WeightStorage to 'auto'.");

    public static CompilationError UnsafeCodeNeeded(string file) => At(
        DiagnosticId.UnsafeCodeNeeded,
        file,
        "The class emitted for this model uses pointers; set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file.");

    public static CompilationError LanguageTooOld(string file) => At(
        DiagnosticId.TargetTooOld,
        file,
        "The class emitted for this model needs C# 12; remove <LangVersion> from the project file or set it to 12 or later.");

    public static CompilationError FrameworkTooOld(string file) => At(
        DiagnosticId.TargetTooOld,
        file,
        "The class emitted for this model needs .NET 10 or later; set <TargetFramework> to net10.0 or a later one.");

    public static CompilationError SidecarMissing(string file, string sidecar) => At(
        DiagnosticId.SidecarMissing,
        file,
        $"The weights of this model are in '{sidecar}', which is not beside the model file; keep the two files together, or run 'qmlp calibrate' again.");

    public static CompilationError SidecarNotEmbedded(string file, string sidecar) => At(
        DiagnosticId.SidecarMissing,
        file,
        $"The weights of this model are in '{sidecar}', which nothing embeds; reference the QMlp.Generator package, or import its QMlp.props and "
            + "QMlp.targets.");

    public static CompilationError SidecarChanged(string file, string sidecar) => At(
        DiagnosticId.SidecarChanged,
        file,
        $"'{sidecar}' is not the file that was written with this model: it is cut off, damaged, or of another model or calibration; copy both files again, "
            + "or run 'qmlp calibrate' again.");

    public static CompilationError NamespaceTaken(string file) => At(
        DiagnosticId.NamespaceTaken,
        file,
        "This project has a type QMlp outside of all namespaces, and the code emitted for models stands in a namespace of that name; rename the type, or put "
            + "it into a namespace.");

    public static CompilationError NotSupported(string file, string what, TextPosition position) => new(
        DiagnosticId.NotSupported,
        what,
        file,
        position.Line,
        position.Column);

    public static CompilationError DropTooLarge(string file, string drop, string allowed) => At(
        DiagnosticId.AccuracyDrop,
        file,
        $"This model loses {drop} percentage points of top-1 accuracy against the float model, and MaxDrop allows {allowed}; calibrate it with other "
            + "settings, or allow more.");

    public static CompilationError DropNotRecorded(string file, string allowed) => At(
        DiagnosticId.AccuracyDrop,
        file,
        $"MaxDrop allows {allowed} percentage points of top-1 accuracy, but the model file does not say how many it loses; write it again with 'qmlp "
            + "calibrate --labels'.");

    private static CompilationError At(string id, string file, string message) => new(id, message, file, 1, 1);
}
