namespace QMlp.ModelFormat;

/// <summary>The words that stand in the file for values of enumerations; writer and reader share them.</summary>
static class FormatWords
{
    /// <summary>Value of the member "format".</summary>
    public const string Format = "qmlp";

    /// <summary>Newest version that this code knows.</summary>
    public const int Version = 3;

    /// <summary>Oldest version that this code reads.</summary>
    public const int OldestVersion = 3;

    /// <summary>The oldest version that can hold a model: files say no more than they need, so that older programs read what they can.</summary>
    public static int VersionOf(QuantizedModel model) => model.Steps.Max(step => StepKinds.Of(step).Since);

    public static readonly IReadOnlyList<(string Word, PixelLayout Value)> PixelLayouts =
        [("none", PixelLayout.None), ("hwc", PixelLayout.Hwc), ("asFloat", PixelLayout.AsFloat)];

    public static readonly IReadOnlyList<(string Word, ElementType Value)> ElementTypes =
        [("u8", ElementType.U8), ("s16", ElementType.S16), ("f32", ElementType.F32)];

    public static readonly IReadOnlyList<(string Word, WeightLayout Value)> WeightLayouts =
        [("panels", WeightLayout.Panels), ("rows", WeightLayout.Rows)];

    public static readonly IReadOnlyList<(string Word, WeightStorage Value)> WeightStorages =
        [("inline", WeightStorage.Inline), ("sidecar", WeightStorage.Sidecar)];

    public static readonly IReadOnlyList<(string Word, AccuracyMetric Value)> AccuracyMetrics =
        [("top1", AccuracyMetric.Top1)];

    /// <summary>The word for <paramref name="value"/>.</summary>
    public static string Of<T>(this IReadOnlyList<(string Word, T Value)> words, T value)
        where T : struct => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word;
}
