using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Another quantizer or storage type, with a per-channel map where there is an affine node.</summary>
/// <param name="Input">The value that it reads; a second form of a value is made of that value itself.</param>
/// <param name="Form">The forms in which the result is wanted.</param>
sealed record PlannedRescale(string Name, Value Input, AffineNode? Affine, Storage Form, Value Output) : PlannedStep(Name, Output)
{
    public override IReadOnlyList<Reading> Reads => [new(Input, Storage.PreferS16, ChannelRanges.Any)];

    public override Storage Writes => Form;

    public static PlannedRescale Of(AffineNode node) => new(node.Name, node.Input, node, Storage.U8 | Storage.S16, node.Output);

    /// <summary>A rounding of the original model, of a value that is not rounded itself where it is made.</summary>
    public static PlannedRescale Of(ActivationNode rounding) => new(rounding.Name, rounding.Input, null, Storage.U8, rounding.Output);

    public override bool WritesRanges(int count) => true;

    public override Step Make(StepNumbers numbers)
    {
        var (gain, offset) = ChannelMap.Of(this, Affine, terms: 1, numbers);
        return new RescaleStep(Name, numbers.Input.Name, numbers.Output.Name, gain, offset);
    }
}
