using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>One quantized step before its numbers are known: which nodes of the float network it stands for, and between which tensors.</summary>
abstract record PlannedStep(string Name, PlannedTensor Input, PlannedTensor Output)
{
    /// <summary>Every tensor that is read.</summary>
    public virtual IReadOnlyList<PlannedTensor> Reads => [Input];
}

/// <summary>A linear node with what follows it up to the next tensor in memory.</summary>
/// <param name="Node">The linear node itself, or what makes a range of its outputs; its axis counts the batch axis.</param>
/// <param name="Residual">The tensor added after the product, or null.</param>
/// <param name="Activation">The function applied last, one for each group of the node; null when there is none.</param>
/// <param name="BeforeActivation">The value that a table takes as its input; null where there is no table.</param>
sealed record PlannedLinear(
    string Name, LinearNode Node, PlannedTensor Input, PlannedTensor? Residual, IReadOnlyList<ActivationFunction>? Activation,
    Value? BeforeActivation, PlannedTensor Output) : PlannedStep(Name, Input, Output)
{
    public override IReadOnlyList<PlannedTensor> Reads => Residual is null ? [Input] : [Input, Residual];
}

sealed record PlannedLayerNorm(string Name, LayerNormNode Node, PlannedTensor Input, PlannedTensor Output) : PlannedStep(Name, Input, Output);

/// <summary>Another quantizer or storage type, with a per-channel map where there is an affine node.</summary>
sealed record PlannedRescale(string Name, AffineNode? Affine, PlannedTensor Input, PlannedTensor Output) : PlannedStep(Name, Input, Output);

/// <summary>Product of two tensors, element by element.</summary>
sealed record PlannedMultiply(string Name, MultiplyNode Node, PlannedTensor Input, PlannedTensor Factor, PlannedTensor Output)
    : PlannedStep(Name, Input, Output)
{
    public override IReadOnlyList<PlannedTensor> Reads => [Input, Factor];
}

/// <summary>A mean, with the affine node that stands directly before or after it, if any.</summary>
/// <param name="Axis">Axis of the input tensor, without the batch axis.</param>
sealed record PlannedMean(string Name, int Axis, AffineNode? Affine, PlannedTensor Input, PlannedTensor Output) : PlannedStep(Name, Input, Output);

sealed record PlannedTable(string Name, ActivationFunction Function, PlannedTensor Input, PlannedTensor Output) : PlannedStep(Name, Input, Output);

sealed record PlannedRearrange(string Name, IndexMap Map, PlannedTensor Input, PlannedTensor Output) : PlannedStep(Name, Input, Output);
