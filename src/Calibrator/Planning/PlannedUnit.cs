using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>Nodes of the float network that become one quantized step, before storage types are chosen.</summary>
abstract record PlannedUnit(string Name, Value Output)
{
    /// <summary>What the unit reads, each with how it wants it stored.</summary>
    public abstract IReadOnlyList<(Value Value, Storage Storage)> Reads { get; }

    /// <summary>In which forms the step can write its result.</summary>
    public virtual Storage Writes => Storage.U8 | Storage.S16;
}

/// <summary>How a unit wants a value stored.</summary>
[Flags]
enum Storage
{
    None = 0,

    /// <summary>Bytes, and nothing else.</summary>
    U8 = 1,

    /// <summary>16 bits, and nothing else.</summary>
    S16 = 2,

    /// <summary>16 bits where the value can be had so, else bytes.</summary>
    PreferS16 = 4,
}

/// <param name="Node">A linear node of the graph, or what makes a range of its outputs where the network takes them apart.</param>
/// <param name="Activation">One function for each group, applied last; null when there is none.</param>
sealed record LinearUnit(
    LinearNode Node, Value? Residual, IReadOnlyList<ActivationFunction>? Activation, Value? BeforeActivation, Value Output)
    : PlannedUnit(Node.Name, Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads =>
        Residual is null ? [(Node.Input, Storage.U8)] : [(Node.Input, Storage.U8), (Residual, Storage.S16)];

    /// <summary>A table gives bytes; a sum with the residual stream is 16 bits wide.</summary>
    public override Storage Writes => BeforeActivation is not null ? Storage.U8 : Residual is not null ? Storage.S16 : base.Writes;

    /// <summary>Nothing but the product: what the network's output has to be.</summary>
    public bool IsPlain => Residual is null && Activation is null;
}

sealed record LayerNormUnit(LayerNormNode Node) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Node.Input, Storage.S16)];
}

sealed record AffineUnit(AffineNode Node) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Node.Input, Storage.PreferS16)];
}

/// <summary>A product keeps the precision of its factors: each is read as wide as it can be had.</summary>
sealed record MultiplyUnit(MultiplyNode Node) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Node.Left, Storage.PreferS16), (Node.Right, Storage.PreferS16)];
}

/// <param name="Input">The mean's input, or the input of an affine node before it.</param>
/// <param name="Output">The mean's output, or the output of an affine node after it.</param>
sealed record MeanUnit(MeanNode Node, AffineNode? Affine, Value Input, Value Output) : PlannedUnit(Node.Name, Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Input, Storage.PreferS16)];
}

sealed record TableUnit(ActivationNode Node) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Node.Input, Storage.U8)];

    public override Storage Writes => Storage.U8;
}

/// <summary>A rounding of the original model, of a value that is not rounded itself where it is made.</summary>
sealed record RoundingUnit(ActivationNode Node) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Node.Input, Storage.PreferS16)];

    public override Storage Writes => Storage.U8;
}

/// <param name="Source">The only value read; its storage is handed on.</param>
sealed record RearrangeUnit(Node Node, Value Source, IndexMap Map) : PlannedUnit(Node.Name, Node.Output)
{
    public override IReadOnlyList<(Value Value, Storage Storage)> Reads => [(Source, Storage.None)];
}
