using QMlp.Generator.Diagnostics;
using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>What the pipeline hands to its outputs for one model file.</summary>
/// <param name="Kernels">Names of the kernel files that the sources need.</param>
sealed record CompiledModel(
    EquatableArray<CompilationError> Diagnostics,
    EquatableArray<GeneratedSource> Sources,
    EquatableArray<string> Kernels)
{
    public static CompiledModel Compile(ParsedModel parsed, TargetInfo target, EquatableArray<string> clashes, CancellationToken cancellation)
    {
        var errors = parsed.Errors.ToList();
        if (parsed.Model is null)
        {
            return Failed(errors);
        }

        if (clashes.Contains(parsed.FullClassName, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(Errors.DuplicateClass(parsed.Path, parsed.FullClassName));
        }

        if (target.Objection(parsed.Path) is { } objection)
        {
            errors.Add(objection);
        }

        if (errors.Count > 0)
        {
            return Failed(errors);
        }

        cancellation.ThrowIfCancellationRequested();
        var emitted = CompilerStages.Compile(parsed.Model, parsed.Path, parsed.Options, errors);
        return emitted is null ? Failed(errors) : new CompiledModel(errors.ToEquatableArray(), emitted.Sources, emitted.Kernels);
    }

    private static CompiledModel Failed(List<CompilationError> errors) =>
        new(errors.ToEquatableArray(), EquatableArray<GeneratedSource>.Empty, EquatableArray<string>.Empty);
}
