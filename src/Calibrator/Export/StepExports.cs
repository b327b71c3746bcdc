using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>The registry of exports: one for each kind of step.</summary>
static class StepExports
{
    public static IReadOnlyList<IStepExport> All { get; } =
    [
        new LinearExport(),
        new LayerNormExport(),
        new RescaleExport(),
        new MultiplyExport(),
        new AddExport(),
        new MeanExport(),
        new TableExport(),
        new RearrangeExport(),
    ];

    private static readonly Dictionary<Type, IStepExport> ByType = All.ToDictionary(export => export.StepType);

    public static void Write(ExportContext context, Step step) => ByType[step.GetType()].Write(context, step);
}
