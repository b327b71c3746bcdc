namespace QMlp.Generator.Diagnostics;

/// <summary>Ids of everything that the generator can say about a model. Each has a page under docs/diagnostics.</summary>
static class DiagnosticId
{
    /// <summary>The text is not a well-formed model file.</summary>
    public const string DamagedFile = "QMLP001";

    /// <summary>The file was written in a newer format than this generator knows.</summary>
    public const string NewerFormat = "QMLP002";

    /// <summary>The file cannot be read or has no contents.</summary>
    public const string EmptyFile = "QMLP003";

    /// <summary>ClassName is not an identifier.</summary>
    public const string InvalidClassName = "QMLP004";

    /// <summary>Namespace is not a dotted name.</summary>
    public const string InvalidNamespace = "QMLP005";

    /// <summary>Two models give a class the same full name.</summary>
    public const string DuplicateClass = "QMLP006";

    /// <summary>A metadata value that is none of those allowed.</summary>
    public const string UnknownOption = "QMLP007";

    /// <summary>The weights are not where WeightStorage wants them.</summary>
    public const string WeightPlacement = "QMLP008";

    /// <summary>The project does not allow unsafe code.</summary>
    public const string UnsafeCodeNeeded = "QMLP009";

    /// <summary>The project's C# or .NET is too old for the emitted code.</summary>
    public const string TargetTooOld = "QMLP010";

    /// <summary>A model whose sidecar is not there, or is not embedded.</summary>
    public const string SidecarMissing = "QMLP011";

    /// <summary>A well-formed model that this generator has no code for.</summary>
    public const string NotSupported = "QMLP012";

    /// <summary>A model that loses more accuracy than the project allows, or does not say how much.</summary>
    public const string AccuracyDrop = "QMLP013";

    /// <summary>A sidecar that is not the one that was written with the model.</summary>
    public const string SidecarChanged = "QMLP014";

    /// <summary>A type of the project has the name of the kernels' namespace.</summary>
    public const string NamespaceTaken = "QMLP015";
}
