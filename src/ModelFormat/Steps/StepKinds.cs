namespace QMlp.ModelFormat;

/// <summary>The kinds of steps. A new kind is a record, a heir of <see cref="StepKind{T}"/>, and a line here.</summary>
static class StepKinds
{
    public static IReadOnlyList<StepKind> All { get; } =
    [
        new LinearKind(),
        new LayerNormKind(),
        new RescaleKind(),
        new MultiplyKind(),
        new AddKind(),
        new MeanKind(),
        new TableKind(),
        new RearrangeKind(),
    ];

    private static readonly Dictionary<Type, StepKind> ByType = All.ToDictionary(kind => kind.Type);

    /// <exception cref="ArgumentException">The step's record stands in no kind.</exception>
    public static StepKind Of(Step step) => ByType.TryGetValue(step.GetType(), out var kind)
        ? kind
        : throw new ArgumentException($"The format has no step of type {step.GetType().Name}.", nameof(step));
}
