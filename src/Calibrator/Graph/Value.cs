namespace QMlp.Calibrator.Graph;

/// <summary>A tensor of the float network. Values are compared by reference: two values are the same only if they are the same object.</summary>
sealed class Value(string name, Shape shape, Origin? origin)
{
    /// <summary>Name of the ONNX tensor that the value stands for; unique in its graph.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    /// <summary>Where the value can be observed in the original model; null when it cannot.</summary>
    public Origin? Origin { get; } = origin;

    public override string ToString() => $"{Name}{Shape}";
}
