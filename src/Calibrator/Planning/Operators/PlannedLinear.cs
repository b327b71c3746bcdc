using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>A linear node with what follows it up to the next tensor in memory.</summary>
/// <param name="Node">The linear node itself, or what makes a range of its outputs; its axis counts the batch axis.</param>
/// <param name="Residual">The value added after the product, or null.</param>
/// <param name="Activation">The function applied last, one for each group of the node; null when there is none.</param>
/// <param name="BeforeActivation">The value that a table takes as its input; null where there is no table.</param>
sealed record PlannedLinear(
    LinearNode Node, Value? Residual, IReadOnlyList<ActivationFunction>? Activation, Value? BeforeActivation, Value Output)
    : PlannedStep(Node.Name, Output)
{
    public static PlannedLinear Of(LinearNode node) => new(node, null, null, null, node.Output);

    public override IReadOnlyList<Reading> Reads => Residual is null ? [Product] : [Product, new(Residual, Storage.S16, new(Ranges, AllowsOthers: true))];

    /// <summary>A table gives bytes; a sum with the residual stream is 16 bits wide; logits are nothing but the product.</summary>
    public override Storage Writes =>
        BeforeActivation is not null ? Storage.U8
        : Residual is not null ? Storage.S16
        : Activation is not null ? base.Writes
        : base.Writes | Storage.F32;

    public override IReadOnlyList<ObservationRequest> Observes =>
        BeforeActivation is null ? [] : [new(BeforeActivation, Ranges, Levels: 1 << QuantizerChoice.TableBits, Functions: Activation)];

    public override IReadOnlyList<InputColumns> InputVectors => [.. Node.Groups.Select((_, g) => InputColumns.Of(Node, g))];

    private Reading Product => new(Node.Input, Storage.U8, new(Ranges, AllowsOthers: false));

    /// <summary>Quantizers of the input and the output can follow the groups if these are equally wide.</summary>
    private int Ranges => Node.HasEqualGroups ? Node.Groups.Count : 1;

    public override bool WritesRanges(int count) => count == Ranges;

    public override int InputBits(QuantizationSettings settings) => settings.InputBitsOf(Name);

    public override bool TakePixels(PixelFolding pixels, PlacedStep placed) => pixels.FoldInto(placed, Node);

    public override PlannedStep? ReadReordered(Func<int, int> source) => Node.Axis == Node.Input.Shape.Rank - 1
        ? this with { Node = Node with { Groups = [.. Node.Groups.Select(group => Reorder(group, source))] } }
        : null;

    public override void Check() => PlanErrors.Check(Node);

    public override Step Make(StepNumbers numbers) => new LinearQuantizer(this, numbers).Quantize();

    private static LinearWeights Reorder(LinearWeights group, Func<int, int> source)
    {
        var weights = new float[group.Weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (n, k) = (i / group.Depth, i % group.Depth);
            weights[i] = group.Weights[(n * group.Depth) + source(k)];
        }

        return group with { Weights = weights, Integers = group.Integers?.ReorderInputs(source) };
    }
}
