using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Traces byte images to the linear layers that read them, so that x = (byte / 255 - mean[c]) / std[c] can be folded into those:
/// for each element of a tensor, the channel that it comes from.
/// </summary>
sealed class PixelFolding
{
    private readonly Dictionary<PlannedTensor, int[]> _channels = [];
    private readonly Dictionary<PlannedTensor, FoldedPixels> _folded = [];
    private readonly PixelInput _pixels;
    private readonly PlannedTensor _image;

    private PixelFolding(PixelInput pixels, PlannedTensor image, int channels)
    {
        (_pixels, _image) = (pixels, image);
        var area = image.Shape.Length / channels;
        _channels[image] = [.. Enumerable.Range(0, image.Shape.Length).Select(i => i / area)];
    }

    /// <summary>Null where something other than linear layers reads the image, or where one input of a layer mixes several channels.</summary>
    public static PixelFolding? Trace(QuantizationPlan plan, PixelInput pixels)
    {
        var shape = plan.Input.Shape;
        var channels = pixels.Layout == PixelLayout.Hwc && shape.Rank == 3 ? shape[0] : 1;
        var supported = pixels.Layout == PixelLayout.AsFloat || (pixels.Layout == PixelLayout.Hwc && shape.Rank == 3);
        if (plan.Graph.Quantizers.ContainsKey(plan.Input.Value) || !supported || pixels.Mean.Count != channels || pixels.Std.Count != channels)
        {
            return null;
        }

        var result = new PixelFolding(pixels, plan.Input, channels);
        return plan.Steps.All(result.Follow) ? result : null;
    }

    /// <summary>How pixels enter the weights of the step that makes a tensor; null where it reads none.</summary>
    public FoldedPixels? Of(PlannedTensor output) => _folded.GetValueOrDefault(output);

    /// <summary>The pixels are moved as they are.</summary>
    public void Move(PlacedStep step, IndexMap map)
    {
        var channels = _channels[step.Input];
        _channels[step.Output] = [.. map.Indices(IndexMap.RowMajor(step.Input.Shape)).Select(i => channels[i])];
    }

    /// <summary>Folds normalization into the weights of a layer.</summary>
    /// <returns>False where that is not possible.</returns>
    public bool FoldInto(PlacedStep step, LinearNode node)
    {
        if (step.Input == _image && _pixels.Layout != PixelLayout.AsFloat)
        {
            return false;
        }

        var channels = _channels[step.Input];
        var axis = node.Axis - 1;
        var (depth, inner) = (step.Input.Shape[axis], step.Input.Shape.Inner(axis));
        var ofInput = Enumerable.Range(0, depth).Select(k => channels[k * inner]).ToArray();

        // Integer weights stay as they are: their scales take the one standard deviation of all inputs.
        if (node.Groups.Any(group => group.Integers is not null) && ofInput.Select(c => _pixels.Std[c]).Distinct().Count() > 1)
        {
            return false;
        }

        // The channel of input k must be the same for every outer index and column.
        _folded[step.Output] = new FoldedPixels(_pixels, ofInput);
        return Enumerable.Range(0, channels.Length).All(i => channels[i] == ofInput[i / inner % depth]);
    }

    private bool Follow(PlacedStep step) => _channels.ContainsKey(step.Input)
        ? step.Step.TakePixels(this, step)
        : !step.Inputs.Any(_channels.ContainsKey);
}

/// <summary>Byte images as the inputs of a linear layer.</summary>
/// <param name="channels">For each of the layer's inputs k the channel that it comes from.</param>
sealed class FoldedPixels(PixelInput pixels, int[] channels)
{
    /// <summary>The byte that stands for zero, a real number: 255 mean.</summary>
    public double[] ZeroPoints { get; } = [.. channels.Select(c => 255.0 * pixels.Mean[c])];

    /// <summary>weight[n, k] / (255 std): the weights that a byte is multiplied with.</summary>
    public float[] Fold(LinearWeights group)
    {
        var folded = new float[group.Weights.Length];
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = (float)(group.Weights[i] / (255.0 * pixels.Std[channels[i % group.Depth]]));
        }

        return folded;
    }

    /// <summary>The same for weights that are integers already: their scales take it, which needs one standard deviation for all inputs.</summary>
    public float[] FoldScales(float[] scales) => [.. scales.Select(scale => (float)(scale / (255.0 * pixels.Std[channels[0]])))];
}
