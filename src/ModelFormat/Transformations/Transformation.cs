namespace QMlp.ModelFormat;

/// <summary>
/// What the calibrator did to the float network before it quantized it, so that whoever compares a tensor of the model with the float
/// network knows which values it holds. In the order in which it was done; names are those of the network as it was by then.
/// </summary>
/// <param name="Target">Name of the value or of the layer that was changed.</param>
abstract record Transformation(string Target)
{
    /// <summary>Channels of the value that is changed; null where a layer is.</summary>
    public abstract int? Channels { get; }
}
