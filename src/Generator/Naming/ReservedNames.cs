namespace QMlp.Generator.Naming;

/// <summary>Members that every emitted class has; methods of steps get other names.</summary>
static class ReservedNames
{
    private static readonly string[] Members =
    [
        "Run", "RunQuantized", "SelfTest", "Kernel", "Network", "Execute", "Frame", "Weights", "WeightData", "MapWeights", "QuantizeSample",
        "InputLength", "InputShape", "OutputLength", "OutputShape", "ScratchSize", "MultiplyAccumulates", "ParameterCount", "WeightBytes",
        "ModelName", "ModelSource", "ModelSourceSha256", "WeightsSha256", "CalibrationData", "CalibratedBy",
        "InputScaleBits", "InputOffsetBits", "RequireLength", "RequireRoom", "Buffers", "ResourceName", "ResourceHeader", "Copy",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    /// <summary>The class's own name is not allowed for a member either, nor are the parts of its namespace, which members would hide.</summary>
    public static IEnumerable<string> For(ClassNaming names) =>
        Members.Append(names.Name).Concat(names.Namespace.Split('.')).Concat(["QMlp", "System"]);
}
