namespace QMlp.Generator;

/// <summary>What <see cref="ModelCompiler"/> made of one model file.</summary>
/// <param name="ClassName">Name of the emitted class with its namespace ("Vision.ResMlp"); empty when there are errors.</param>
/// <param name="ResourceName">
/// Name of the manifest resource that must hold the sidecar's bytes, header included, in the assembly that the sources are
/// compiled into; null when the weights are part of the sources.
/// </param>
/// <param name="Sources">C# files, in the order of their names; empty when there are errors.</param>
/// <param name="Plan">What the class does, and what that costs; null when there are errors.</param>
/// <param name="Errors">What is wrong with the file or the options; empty when the model was compiled.</param>
public sealed record CompilationResult(
    string ClassName,
    string? ResourceName,
    IReadOnlyList<GeneratedSource> Sources,
    PlanOutline? Plan,
    IReadOnlyList<CompilationError> Errors)
{
    /// <summary>True when there are sources and no errors.</summary>
    public bool Success => Errors.Count == 0;
}

/// <summary>One emitted C# file.</summary>
/// <param name="HintName">File name ("ResMlp.g.cs"), unique within a project.</param>
/// <param name="Text">Its contents, lines ended by '\n'.</param>
public sealed record GeneratedSource(string HintName, string Text);

/// <summary>Something wrong with a model file or with the options given for it.</summary>
/// <param name="Id">Id of the diagnostic ("QMLP001"), which has a page under docs/diagnostics.</param>
/// <param name="Message">A sentence that says what is wrong and what to change.</param>
/// <param name="FileName">The model file.</param>
/// <param name="Line">1-based line in the file.</param>
/// <param name="Column">1-based column in the line.</param>
public sealed record CompilationError(string Id, string Message, string FileName, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{FileName}({Line},{Column}): error {Id}: {Message}";
}
