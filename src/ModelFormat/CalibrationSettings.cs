namespace QMlp.ModelFormat;

/// <summary>
/// What a user asked for that shaped the numbers of a model. What was done to the float network before (<see cref="Transformation"/>) and what
/// a setting did not touch in this network stands elsewhere or nowhere: a record of a setting means that it had something to act on.
/// </summary>
/// <param name="Method">How ranges follow from data, as the command line has it ("percentile:99.99"); null where the ONNX model states its quantizers.</param>
/// <param name="ActivationBits">4 to 8.</param>
/// <param name="ResidualBits">16 or 8; null where the network has no residual stream.</param>
/// <param name="WeightBits">8 or 4, of layers that are not among <see cref="Layers"/>.</param>
/// <param name="WeightGroupSize">Weights of 4 bits in a row that share a scale; null where each row has one.</param>
/// <param name="IsSymmetric">Whether the zero point of an activation is the middle of its codes.</param>
/// <param name="Rounding">How weights were rounded: "nearest"; null where the ONNX model states them as integers.</param>
/// <param name="BiasCorrection">Whether biases make up for the mean error of their layer's output.</param>
sealed record CalibrationSettings(
    string? Method,
    int ActivationBits,
    int? ResidualBits,
    int WeightBits,
    int? WeightGroupSize,
    bool IsSymmetric,
    string? Rounding,
    bool BiasCorrection)
{
    /// <summary>Layers that have bits of their own, in ordinal order of their names.</summary>
    public EquatableArray<LayerPrecision> Layers { get; init; }

    /// <summary>The bound under which layers were chosen for 4-bit weights; null where there was none.</summary>
    public PrecisionBound? Budget { get; init; }
}

/// <summary>Bits of one layer; null: as the others have.</summary>
/// <param name="WeightBits">8 or 4.</param>
/// <param name="InputBits">Bits of the activation that it reads, 4 to 8.</param>
sealed record LayerPrecision(string Layer, int? WeightBits, int? InputBits);

/// <summary>One of two bounds; the other is null.</summary>
/// <param name="Bytes">Most bytes of the block of weights.</param>
/// <param name="Points">Most percentage points of top-1 accuracy below the float network's.</param>
sealed record PrecisionBound(long? Bytes, double? Points);
