namespace QMlp.ModelFormat;

/// <summary>The kinds of transformations. A new kind is a record with its heir of <see cref="TransformationKind{T}"/>, and a line here.</summary>
static class TransformationKinds
{
    public static IReadOnlyList<TransformationKind> All { get; } =
    [
        new ScaledChannelsKind(),
        new DividedChannelsKind(),
        new GroupedColumnsKind(),
        new PermutedChannelsKind(),
        new ShiftedChannelsKind(),
    ];

    private static readonly Dictionary<Type, TransformationKind> ByType = All.ToDictionary(kind => kind.Type);

    /// <exception cref="ArgumentException">The record stands in no kind.</exception>
    public static TransformationKind Of(Transformation transformation) => ByType.TryGetValue(transformation.GetType(), out var kind)
        ? kind
        : throw new ArgumentException($"The format has no transformation of type {transformation.GetType().Name}.", nameof(transformation));
}
