using QMlp.Generator.Diagnostics;
using QMlp.Generator.Emission;
using QMlp.Generator.Lowering;
using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator;

/// <summary>Read, lower, emit: the stages behind both entries, the source generator and <see cref="ModelCompiler"/>.</summary>
static class CompilerStages
{
    /// <summary>Reads a model file; adds what is wrong with it to <paramref name="errors"/> and gives null then.</summary>
    public static ParsedText? Parse(string text, string path, List<CompilationError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(Errors.EmptyFile(path));
            return null;
        }

        var result = ModelReader.Read(text);
        errors.AddRange(result.Errors.Select(error => Errors.FromReader(path, error)));
        return result.Model is null ? null : new ParsedText(result.Model, result.StepPositions);
    }

    /// <summary>Name and namespace of the class; adds to <paramref name="errors"/> what C# or the emitted code do not allow.</summary>
    public static ClassNaming Names(EmissionOptions options, string path, List<CompilationError> errors) =>
        ClassNaming.Resolve(options, path, KernelSources.TypeNames, errors);

    /// <summary>Lowers and emits a valid model; adds to <paramref name="errors"/> and gives null where it has no code for it.</summary>
    public static EmittedModel? Compile(ParsedText parsed, string path, EmissionOptions options, List<CompilationError> errors) =>
        Lower(parsed, path, options, errors) is { } plan ? Emit(plan, path, options, errors) : null;

    /// <summary>The plan of a valid model; adds to <paramref name="errors"/> and gives null where there is no code for it.</summary>
    public static ExecutionPlan? Lower(ParsedText parsed, string path, EmissionOptions options, List<CompilationError> errors)
    {
        var model = parsed.Model;
        var storage = model.Weights.Storage;
        if (storage == WeightStorage.Sidecar && options.Weights == WeightPlacement.Inline)
        {
            errors.Add(Errors.WeightsAreInSidecar(path));
            return null;
        }

        if (storage == WeightStorage.Inline && options.Weights == WeightPlacement.Resource)
        {
            errors.Add(Errors.WeightsAreInline(path));
            return null;
        }

        var names = Names(options, path, errors);
        var plan = Lowerer.Lower(model, ReservedNames.ForMethods(names, KernelSources.TypeNames), out var refusal);
        if (plan is null)
        {
            errors.Add(Errors.NotSupported(path, refusal!.Sentence, parsed.StepPositions[refusal.Step]));
        }

        return plan;
    }

    /// <summary>The class of a plan.</summary>
    public static EmittedModel Emit(ExecutionPlan plan, string path, EmissionOptions options, List<CompilationError> errors) =>
        ClassEmitter.Emit(plan, new ClassSettings(Names(options, path, errors), FileNames.Name(path), options));

    /// <summary>Names of the kernel files that <paramref name="files"/> need, themselves included.</summary>
    public static EquatableArray<string> KernelClosure(IEnumerable<string> files, bool machineCode) => KernelSources.Closure(files, machineCode);

    /// <summary>Kernel files as they are added to a project, with what they need besides.</summary>
    public static IEnumerable<GeneratedSource> Kernels(EquatableArray<string> files) =>
        files.Count == 0 ? [] : files.Select(KernelSources.Source).Append(EmbeddedMark.Definition);
}

/// <summary>A model and where each of its steps stands in the file.</summary>
sealed record ParsedText(QuantizedModel Model, EquatableArray<TextPosition> StepPositions);
