using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>A mean, with the affine node that stands directly before or after it, if any.</summary>
/// <param name="Input">The mean's input, or the input of an affine node before it.</param>
/// <param name="Output">The mean's output, or the output of an affine node after it.</param>
sealed record PlannedMean(MeanNode Node, AffineNode? Affine, Value Input, Value Output) : PlannedStep(Node.Name, Output)
{
    public override IReadOnlyList<Reading> Reads => [new(Input, Storage.PreferS16, ChannelRanges.Any)];

    public static PlannedMean Of(MeanNode node) => new(node, null, node.Input, node.Output);

    public override bool WritesRanges(int count) => true;

    public override void Check() => PlanErrors.Check(Node, Input);

    public override Step Make(StepNumbers numbers)
    {
        var axis = PlanErrors.SampleAxis(Node, Node.Axis);
        var terms = numbers.Input.Shape[axis];
        if (terms > ModelLimits.SummedAxis)
        {
            throw new UserError($"The mean '{Name}' over {terms} values could overflow its 32-bit sum; up to {ModelLimits.SummedAxis} would work.");
        }

        var (gain, offset) = ChannelMap.Of(this, Affine, terms, numbers);
        return new MeanStep(Name, numbers.Input.Name, numbers.Output.Name, axis, gain, offset);
    }
}
