using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Finds the factors of <see cref="ChannelEqualization"/> in a quantized model, by what became of the float network's gains: the
/// tensors of the model stand for values divided by them. Factors are powers of two, so an estimate from rounded weights is exact.
/// </summary>
sealed class EqualizationRecovery(QuantizedModel model)
{
    private readonly ModelArrays _arrays = new(model);
    private readonly Dictionary<string, Step> _steps = model.Steps.ToDictionary(step => step.Output, StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    /// <param name="node">What makes the value in the float network.</param>
    /// <param name="value">The value that may have been divided.</param>
    /// <param name="ofInput">Factors that the node's input was divided by; null for none.</param>
    /// <returns>Ones where the model has no such step.</returns>
    public float[] Factors(Node node, Value value, float[]? ofInput)
    {
        var ones = Enumerable.Repeat(1f, value.Shape[^1]).ToArray();
        return (node, _steps.GetValueOrDefault(value.Name)) switch
        {
            (LayerNormNode norm, LayerNormStep step) => Ratios(norm.Gain, Effective(step.Gain, step.Output, 1)),
            (AffineNode affine, RescaleStep step) => Ratios(affine.Scale, Effective(step.Gain, step.Output, Scale(step.Input))),
            (AffineNode affine, MeanStep step) => Ratios(affine.Scale, Effective(step.Gain, step.Output, OfTerm(step))),
            (MeanNode, MeanStep step) => Ratios(ones, Effective(step.Gain, step.Output, OfTerm(step))),
            (LinearNode linear, LinearStep step) => Ratios(linear.Groups[0], step, ofInput),
            _ => ones,
        };
    }

    /// <summary>What a code is worth; of a byte of an image the normalized value, for which channels differ little.</summary>
    private double Scale(string tensor) => IsPixels(tensor) ? model.Input.Scale.Average() : _tensors[tensor].Quantization[0].Scale;

    private bool IsPixels(string tensor) => model.Input.Pixels != PixelLayout.None
        && (tensor == model.Input.Tensor || (_steps.GetValueOrDefault(tensor) is RearrangeStep move && IsPixels(move.Input)));

    /// <summary>What the code of one of a mean's terms contributes.</summary>
    private double OfTerm(MeanStep step) => Scale(step.Input) / _tensors[step.Input].Shape[step.Axis];

    /// <summary>The gain in terms of reals: from what the input's codes are worth to what the output's are.</summary>
    private double[] Effective(Section gain, string output, double inputScale) =>
        [.. _arrays.Floats(gain).Select((value, c) => value * ChannelQuantizers.Of(_tensors[output])[c].Scale / inputScale)];

    private static float[] Ratios(float[] original, double[] present) => [.. original.Zip(present, (before, after) => PowerOfTwo(before, after))];

    /// <summary>Of each row: its norm over that of the integers' real values, whatever order they are in.</summary>
    private float[] Ratios(LinearWeights layer, LinearStep step, float[]? ofInput)
    {
        var integers = _arrays.Weights(step.Groups[0].Weights);
        var multipliers = _arrays.Floats(step.Groups[0].Multiplier);
        var tableScale = step.Groups[0].Table?.InputScale;
        var factors = new float[layer.Rows];
        for (var n = 0; n < factors.Length; n++)
        {
            var unit = multipliers[n] * (tableScale ?? Scale(step.Output)) / Scale(step.Input);
            double before = 0, after = 0;
            for (var k = 0; k < layer.Depth; k++)
            {
                var weight = (double)layer.Weights[(n * layer.Depth) + k] * (ofInput?[k] ?? 1);
                var present = unit * integers[(n * layer.Depth) + k];
                before += weight * weight;
                after += present * present;
            }

            factors[n] = PowerOfTwo(Math.Sqrt(before), Math.Sqrt(after));
        }

        return factors;
    }

    /// <summary>before / after, which is a power of two but for rounding; 1 where a channel is dead.</summary>
    private static float PowerOfTwo(double before, double after) =>
        before / after is > 0 and < double.PositiveInfinity and var ratio ? EqualizationFactors.PowerOfTwo(ratio) : 1;
}
