using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>An option of the calibration that was given and changed nothing on this network.</summary>
/// <param name="Option">Its name on the command line, without dashes.</param>
/// <param name="Reason">Why, as the rest of a sentence.</param>
sealed record IneffectiveOption(string Option, string Reason)
{
    /// <summary>Those that a finished model shows; what transforms did is known before (<see cref="FloatTransforms"/>).</summary>
    public static IEnumerable<IneffectiveOption> Of(QuantizationPlan plan, QuantizedModel model, IReadOnlyList<LayerAccumulation> fitted)
    {
        var settings = plan.Settings;
        var groups = model.Steps.OfType<LinearStep>().SelectMany(step => step.Groups).ToList();
        if (settings.ResidualBits == 8 && plan.Tensors.All(tensor => tensor.Type != ElementType.S16))
        {
            yield return new("residual", "the network has no residual stream, norm, affine map or mean whose input would have 16 bits");
        }

        if (settings.ActivationBits < 8
            && model.Tensors.All(tensor => tensor.Type != ElementType.U8 || tensor.Quantization.All(quantizer => quantizer.Max == byte.MaxValue)))
        {
            yield return new("activations", "no tensor of the network has its number of bits from this option");
        }

        if (settings.WeightBits == 4 && groups.All(group => group.Weights.Bits != 4))
        {
            yield return new("weights", "every layer has the weights that the model states, or bits of its own");
        }

        if (settings.WeightGroupSize is not null && groups.All(group => group.Weights.ScaleGroups is null))
        {
            yield return new("weight-groups", "no layer has 4-bit weights that are rounded here");
        }

        if (settings.Accumulate > 0 && fitted.Count == 0)
        {
            yield return new("accumulate", $"sums of 16 bits hold {settings.Accumulate} quads of every layer that it is for already");
        }

        if (settings.Scheme == ActivationScheme.Symmetric && !plan.ChoosesZeroPoints)
        {
            yield return new("scheme", "the model states the zero point of every tensor");
        }

        if (!plan.RoundsWeights)
        {
            if (settings.Rounding is not NearestRounding)
            {
                yield return new("rounding", "the weights of every layer are integers already");
            }

            if (settings.BiasCorrection)
            {
                yield return new("bias-correction", "the weights of every layer are integers already, and so are their biases");
            }
        }
    }
}
