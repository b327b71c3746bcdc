using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Sum of two activations that no linear layer takes into its own step. It keeps the precision of its terms: each is read as wide as it can be had.
/// </summary>
sealed record PlannedAdd(AddNode Node) : PlannedStep(Node.Name, Node.Output)
{
    public override IReadOnlyList<Reading> Reads => [.. Node.Inputs.Select(value => new Reading(value, Storage.PreferS16, ChannelRanges.One))];

    public override Step Make(StepNumbers numbers)
    {
        var scale = ScaleOf(numbers.Output, numbers);
        var terms = numbers.Inputs.Select(term => new AddTerm(term.Name, Multiplier(term, ScaleOf(term, numbers) / scale)));
        return new AddStep(Name, terms.ToEquatableArray(), numbers.Output.Name);
    }

    private float Multiplier(PlannedTensor term, double ratio) => ratio <= AddStep.MostMultiplier
        ? (float)ratio
        : throw PlanErrors.Refuse(Node, $"the scale of its tensor '{term.Name}' is {ratio:E1} times that of its result; scales less far apart would work");

    private double ScaleOf(PlannedTensor tensor, StepNumbers numbers)
    {
        var quantizers = numbers.Quantizers[tensor];
        return quantizers is [var only]
            ? only.Scale
            : throw PlanErrors.Refuse(
                Node, $"its tensor '{tensor.Name}' has {quantizers.Count} quantizers for ranges of its channels; one for the whole tensor would work");
    }
}
