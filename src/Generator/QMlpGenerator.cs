using Microsoft.CodeAnalysis;
using QMlp.Generator.Pipeline;

namespace QMlp.Generator;

/// <summary>
/// Adds to a project one class for each <c>.qmlp</c> file among its additional files.
/// <para>
/// Every stage hands on small values that are compared by content, so that a stage runs again only when what it reads has
/// changed: typing in the project compiles no model, and saving a model file without a change parses it and stops there. Nothing
/// past <see cref="TargetInfo"/> may hold a compilation, a symbol or a syntax tree.
/// </para>
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class QMlpGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var items = context.AdditionalTextsProvider
            .Where(ModelItem.IsModel)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => ModelItem.Create(pair.Left, pair.Right))
            .WithTrackingName(TrackingName.Options);

        var models = items
            .Select(ParsedModel.Parse)
            .WithTrackingName(TrackingName.Parse);

        var target = context.CompilationProvider
            .Select(static (compilation, _) => TargetInfo.Of(compilation))
            .WithTrackingName(TrackingName.Target);

        var machineCode = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => MachineCodeProperty.IsOn(options.GlobalOptions))
            .WithTrackingName(TrackingName.MachineCode);

        var clashes = models
            .Select(static (model, _) => model.FullClassName)
            .Collect()
            .Select(ClassNameClashes.Find)
            .WithTrackingName(TrackingName.Clashes);

        var compiled = models
            .Combine(target)
            .Combine(clashes)
            .Select(static (input, cancellation) => CompiledModel.Compile(input.Left.Left, input.Left.Right, input.Right, cancellation))
            .WithTrackingName(TrackingName.Compile);

        var diagnostics = compiled
            .SelectMany(static (model, _) => model.Diagnostics.ToArray())
            .WithTrackingName(TrackingName.Diagnostics);

        var sources = compiled
            .SelectMany(static (model, _) => model.Sources.ToArray())
            .WithTrackingName(TrackingName.Output);

        var kernels = compiled
            .Select(static (model, _) => model.Kernels)
            .Collect()
            .Combine(target)
            .Combine(machineCode)
            .Select(static (input, _) => ProjectKernels.Union(input.Left.Left, input.Left.Right, input.Right))
            .WithTrackingName(TrackingName.Kernels);

        context.RegisterSourceOutput(diagnostics, static (output, error) => output.ReportDiagnostic(Descriptors.ToDiagnostic(error)));
        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.HintName, source.Text));
        context.RegisterSourceOutput(kernels, static (output, files) => ProjectKernels.AddSources(output, files));
    }
}
