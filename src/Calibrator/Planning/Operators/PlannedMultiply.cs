using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Product of two activations. It keeps the precision of its factors: each is read as wide as it can be had.</summary>
sealed record PlannedMultiply(MultiplyNode Node) : PlannedStep(Node.Name, Node.Output)
{
    public override IReadOnlyList<Reading> Reads =>
        [new(Node.Left, Storage.PreferS16, ChannelRanges.One), new(Node.Right, Storage.PreferS16, ChannelRanges.One)];

    public override Step Make(StepNumbers numbers)
    {
        var (left, right) = (numbers.Inputs[0], numbers.Inputs[1]);
        var (a, b, y) = (Only(left, numbers), Only(right, numbers), Only(numbers.Output, numbers));
        return new MultiplyStep(Name, left.Name, right.Name, numbers.Output.Name, (float)((double)a.Scale * b.Scale / y.Scale));
    }

    private Quantizer Only(PlannedTensor tensor, StepNumbers numbers)
    {
        var quantizers = numbers.Quantizers[tensor];
        return quantizers is [var only]
            ? only
            : throw PlanErrors.Refuse(
                Node, $"its tensor '{tensor.Name}' has {quantizers.Count} quantizers for ranges of its channels; one for the whole tensor would work");
    }
}
