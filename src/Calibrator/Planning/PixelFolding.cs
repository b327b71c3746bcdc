using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Traces byte images to the linear layers that read them, so that x = (byte / 255 - mean[c]) / std[c] can be folded into those:
/// for each of a layer's inputs k, the channel that it comes from.
/// </summary>
sealed class PixelFolding
{
    private readonly Dictionary<PlannedLinear, int[]> _channels = [];
    private readonly PixelInput _pixels;

    private PixelFolding(PixelInput pixels) => _pixels = pixels;

    /// <summary>Null where something other than linear layers reads the image, or where one input of a layer mixes several channels.</summary>
    public static PixelFolding? Trace(QuantizationPlan plan, PixelInput pixels)
    {
        var shape = plan.Input.Shape;
        var channels = pixels.Layout == PixelLayout.Hwc && shape.Rank == 3 ? shape[0] : 1;
        if (plan.Graph.Quantizers.ContainsKey(plan.Input.Value)
            || (pixels.Std.Distinct().Count() > 1 && plan.Steps.OfType<PlannedLinear>().Any(step => step.Node.Groups.Any(group => group.Integers is not null))))
        {
            return null;
        }

        var supported = pixels.Layout == PixelLayout.AsFloat || (pixels.Layout == PixelLayout.Hwc && shape.Rank == 3);
        if (!supported || pixels.Mean.Count != channels || pixels.Std.Count != channels)
        {
            return null;
        }

        var result = new PixelFolding(pixels);
        var sources = new Dictionary<PlannedTensor, int[]>
        {
            [plan.Input] = [.. Enumerable.Range(0, shape.Length).Select(i => i / (shape.Length / channels))],
        };
        return plan.Steps.All(step => result.Follow(step, sources, plan.Input)) ? result : null;
    }

    /// <summary>Whether bytes are the input of that layer.</summary>
    public bool Feeds(PlannedLinear linear) => _channels.ContainsKey(linear);

    /// <summary>weight[n, k] / (255 std): the weights that a byte is multiplied with.</summary>
    public float[] Fold(PlannedLinear linear, LinearWeights group)
    {
        var channels = _channels[linear];
        var folded = new float[group.Weights.Length];
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = (float)(group.Weights[i] / (255.0 * _pixels.Std[channels[i % group.Depth]]));
        }

        return folded;
    }

    /// <summary>The same for weights that are integers already: their scales take it, which needs one standard deviation for all inputs.</summary>
    public float[] FoldScales(PlannedLinear linear, float[] scales) =>
        [.. scales.Select(scale => (float)(scale / (255.0 * _pixels.Std[_channels[linear][0]])))];

    /// <summary>The byte that stands for zero, a real number: 255 mean.</summary>
    public double[] ZeroPoints(PlannedLinear linear) => [.. _channels[linear].Select(c => 255.0 * _pixels.Mean[c])];

    private bool Follow(PlannedStep step, Dictionary<PlannedTensor, int[]> sources, PlannedTensor image)
    {
        if (!sources.TryGetValue(step.Input, out var channels))
        {
            return !step.Reads.Any(sources.ContainsKey);
        }

        switch (step)
        {
            case PlannedRearrange rearrange:
                sources[step.Output] = [.. rearrange.Map.Indices(IndexMap.RowMajor(step.Input.Shape)).Select(i => channels[i])];
                return true;
            case PlannedLinear linear when step.Input != image || _pixels.Layout == PixelLayout.AsFloat:
                return AddLinear(linear, channels);
            default:
                return false;
        }
    }

    /// <summary>The channel of input k must be the same for every outer index and column.</summary>
    private bool AddLinear(PlannedLinear linear, int[] channels)
    {
        var axis = linear.Node.Axis - 1;
        var (depth, inner) = (linear.Input.Shape[axis], linear.Input.Shape.Inner(axis));
        var ofInput = Enumerable.Range(0, depth).Select(k => channels[k * inner]).ToArray();
        _channels[linear] = ofInput;
        return Enumerable.Range(0, channels.Length).All(i => channels[i] == ofInput[i / inner % depth]);
    }
}
