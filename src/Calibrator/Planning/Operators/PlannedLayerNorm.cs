using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>A layer normalization: its sums are exact on 16 bits.</summary>
sealed record PlannedLayerNorm(LayerNormNode Node) : PlannedStep(Node.Name, Node.Output)
{
    public override IReadOnlyList<Reading> Reads => [new(Node.Input, Storage.S16, ChannelRanges.Any)];

    public override bool WritesRanges(int count) => true;

    public override Step Make(StepNumbers numbers)
    {
        var channels = numbers.Input.Shape[^1];
        if (channels > ModelLimits.SummedAxis)
        {
            throw PlanErrors.Refuse(Node, $"it normalizes {channels} channels; up to {ModelLimits.SummedAxis} would work");
        }

        ChannelMap.RequireFinite(Name, Node.Gain, Node.Shift);
        var scale = (double)numbers.Quantizers[numbers.Input][0].Scale;
        var (gain, offset) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var output = numbers.Quantizers.OfChannel(numbers.Output, c);
            gain[c] = (float)(Node.Gain[c] / (double)output.Scale);
            offset[c] = (float)((Node.Shift[c] / (double)output.Scale) + output.ZeroPoint);
        }

        return new LayerNormStep(
            Name, numbers.Input.Name, numbers.Output.Name, Node.Epsilon / (scale * scale), numbers.Store.Add(gain), numbers.Store.Add(offset));
    }
}
