using QMlp.Generator.Emission;
using QMlp.Generator.Lowering;

namespace QMlp.Generator;

/// <summary>
/// The generator without a compiler around it: the text of a <c>.qmlp</c> file in, C# out. The command-line tool compiles models
/// through this entry; <see cref="QMlpGenerator"/> runs the same stages inside Roslyn.
/// </summary>
public static class ModelCompiler
{
    /// <summary>Names of the kernel tiers as users write them, from the one that runs anywhere to the fastest.</summary>
    public static IReadOnlyList<string> TierNames { get; } = [.. KernelTier.All.Select(tier => tier.Name)];

    /// <summary>Compiles one model. Never throws on a bad file: what is wrong with it stands in <see cref="CompilationResult.Errors"/>.</summary>
    /// <param name="qmlpText">Contents of the model file.</param>
    /// <param name="fileName">Its name; it is named in errors and gives the class its default name.</param>
    /// <param name="options">Names and accessibility of what is emitted.</param>
    public static CompilationResult Compile(string qmlpText, string fileName, EmissionOptions options)
    {
        var errors = new List<CompilationError>();
        var names = CompilerStages.Names(options, fileName, errors);
        var model = CompilerStages.Parse(qmlpText, fileName, errors);
        var plan = errors.Count == 0 ? CompilerStages.Lower(model!, fileName, options, errors) : null;
        if (plan is null)
        {
            return new CompilationResult(string.Empty, null, [], null, errors);
        }

        var emitted = CompilerStages.Emit(plan, fileName, options, errors);

        var kernels = options.IncludeKernels ? CompilerStages.Kernels(KernelSources.Closure(emitted.Kernels)) : [];
        var sources = emitted.Sources.Concat(kernels).OrderBy(source => source.HintName, StringComparer.Ordinal).ToList();
        return new CompilationResult(names.FullName, emitted.ResourceName, sources, PlanOutline.Of(plan), []);
    }
}
