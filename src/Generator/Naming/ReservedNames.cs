namespace QMlp.Generator.Naming;

/// <summary>
/// Names that the emitted code uses itself: members of every class, and types that it mentions. Neither the class nor the methods of
/// its steps may have them, or a step called "mean" would hide the kernel of that name.
/// </summary>
static class ReservedNames
{
    private static readonly string[] Members =
    [
        "Run", "RunBatch", "RunQuantized", "RunAccumulators", "AccumulatorScales", "SelfTest", "Kernel", "Network", "Execute", "Batch", "Samples",
        "Buffers", "Weights", "WeightData", "MapWeights", "Copy",
        "QuantizeSample", "RequireLength", "RequireRoom", "RequireBatch", "Members", "InputScaleBits", "InputOffsetBits", "Sections", "IsSame", "ResourceName",
        "ResourceHeader",
        "InputLength", "InputShape", "OutputLength", "OutputShape", "ScratchSize", "ScratchSizeFor", "MultiplyAccumulates", "ParameterCount", "WeightBytes",
        "Expanded", "ExpandedWeightBytes",
        "ModelName", "ModelSource", "ModelSourceSha256", "WeightsSha256", "CalibrationData", "CalibratedBy",
    ];

    private static readonly string[] LibraryTypes =
    [
        "ArgumentException", "ArgumentOutOfRangeException", "ArrayPool", "BitConverter", "GC", "GeneratedCode", "InvalidOperationException", "Math",
        "MemoryMarshal", "NativeMemory",
        "ReadOnlySpan", "SkipLocalsInit", "Span", "Stream", "UnmanagedMemoryStream", "Unsafe", "System", "QMlp",
    ];

    /// <summary>Members that every class inherits.</summary>
    public static IReadOnlyList<string> OfObject { get; } =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"];

    /// <summary>True for names that a class cannot have.</summary>
    public static bool ForClass(string name, IEnumerable<string> kernelTypes) =>
        Members.Concat(LibraryTypes).Concat(OfObject).Concat(kernelTypes).Contains(name, StringComparer.Ordinal);

    /// <summary>Names that methods of steps cannot have: the class's own and the parts of its namespace as well, which members would hide.</summary>
    public static IEnumerable<string> ForMethods(ClassNaming names, IEnumerable<string> kernelTypes) => Members
        .Concat(LibraryTypes)
        .Concat(OfObject)
        .Concat(kernelTypes)
        .Concat(names.Namespace.Split('.'))
        .Append(names.Name);
}
