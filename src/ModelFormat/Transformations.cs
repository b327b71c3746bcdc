namespace QMlp.ModelFormat;

/// <summary>
/// What the calibrator did to the float network before it quantized it, so that whoever compares a tensor of the model with the float
/// network knows which values it holds. In the order in which it was done; names are those of the network as it was by then.
/// </summary>
/// <param name="Target">Name of the value or of the layer that was changed.</param>
abstract record Transformation(string Target);

/// <summary>Each channel (of the last axis) of a value is divided by a power of two, 2^<paramref name="Exponents"/>[c]; what reads it makes up for it.</summary>
sealed record ScaledChannels(string Target, EquatableArray<int> Exponents) : Transformation(Target);

/// <summary>
/// The hidden channels of the MLP whose first layer is <paramref name="Target"/> are divided into groups: channel c belongs to group
/// <paramref name="Groups"/>[c], and channels keep their order within a group. Part g of a node or value X is called <paramref name="Parts"/>[g]
/// appended to the name of X.
/// </summary>
sealed record DividedChannels(string Target, EquatableArray<int> Groups, EquatableArray<string> Parts) : Transformation(Target);

/// <summary>The columns of the token-mixing layer <paramref name="Target"/> are divided into <paramref name="Count"/> equal groups with a quantizer each.</summary>
sealed record GroupedColumns(string Target, int Count) : Transformation(Target);

/// <summary>Channel c of the value is channel <paramref name="Order"/>[c] of the float network's.</summary>
sealed record PermutedChannels(string Target, EquatableArray<int> Order) : Transformation(Target);

/// <summary>Each channel (of the last axis) of a value has <paramref name="Amounts"/>[c] taken off; what reads it makes up for it.</summary>
sealed record ShiftedChannels(string Target, EquatableArray<float> Amounts) : Transformation(Target);
