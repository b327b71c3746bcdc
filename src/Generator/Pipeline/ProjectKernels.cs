using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>The kernel sources of a project: those that any of its models needs, each once.</summary>
static class ProjectKernels
{
    /// <summary>Names of the files, in ordinal order; none where the project references the kernels as an assembly.</summary>
    public static EquatableArray<string> Union(ImmutableArray<EquatableArray<string>> needs, TargetInfo target, bool machineCode) =>
        target.HasRuntimeSupport ? EquatableArray<string>.Empty : CompilerStages.KernelClosure(needs.SelectMany(files => files), machineCode);

    public static void AddSources(SourceProductionContext output, EquatableArray<string> files)
    {
        foreach (var source in CompilerStages.Kernels(files))
        {
            output.AddSource(source.HintName, source.Text);
        }
    }
}
