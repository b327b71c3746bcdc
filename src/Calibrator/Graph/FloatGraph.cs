namespace QMlp.Calibrator.Graph;

/// <summary>
/// A float network of canonical operators: what every exporter's dialect becomes after import and simplification.
/// Shapes are those of one sample and keep the leading batch axis of 1. Nodes stand in an order in which each value is made before it is used.
/// </summary>
sealed record FloatGraph(string Name, Value Input, IReadOnlyList<Node> Nodes, Value Output);

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

/// <summary>
/// How a value is read off the original model's tensors: each part is an ONNX tensor whose axes, permuted by
/// <see cref="OriginPart.Permutation"/>, are the value's; several parts are concatenated along the last axis of the value
/// (the channel groups of multiple token-mixing MLPs).
/// </summary>
sealed record Origin(IReadOnlyList<OriginPart> Parts);

/// <param name="Tensor">Name of a tensor of the original ONNX model.</param>
/// <param name="Permutation">Axis i of the value is axis Permutation[i] of the tensor; null when they are the same.</param>
/// <param name="Shape">Shape of the part in the value's order of axes; a tensor of the same number of elements is reshaped to it first when it has no permutation.</param>
sealed record OriginPart(string Tensor, IReadOnlyList<int>? Permutation, Shape Shape);

/// <summary>An operator. <see cref="Name"/> is for people ("blocks.0.mlp.fc1") and unique in the graph.</summary>
abstract record Node(string Name, Value Output)
{
    /// <summary>The activations that it reads, in order.</summary>
    public abstract IReadOnlyList<Value> Inputs { get; }
}
