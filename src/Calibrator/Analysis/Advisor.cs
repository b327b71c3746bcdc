using System.Globalization;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>Says of tensors with much noise where it comes from and what to try.</summary>
sealed class Advisor(QuantizedModel model, IReadOnlyList<StepSensitivity> sensitivities)
{
    /// <summary>Tensors below get an explanation: noise of a hundredth of the signal's power.</summary>
    public const double LowDecibels = 20;

    /// <summary>More of the elements outside of the range than this is a range that does not fit the data.</summary>
    private const double ManySaturated = 0.001;

    /// <summary>A channel this much wider than the median one leaves the others with too few codes.</summary>
    private const double WideChannel = 8;

    /// <summary>A greatest magnitude of this many root mean squares leaves common values with too few codes: 8 bits give them 8.</summary>
    private const double FarOutlier = 16;

    public TensorAnalysis Advise(TensorAnalysis tensor) =>
        tensor.SqnrDb < LowDecibels ? tensor with { Advice = string.Join(' ', Sentences(tensor)) } : tensor;

    private IEnumerable<string> Sentences(TensorAnalysis tensor)
    {
        var distribution = tensor.Distribution;
        var maker = sensitivities.FirstOrDefault(step => step.Name == tensor.Step);
        if (tensor.Saturated > ManySaturated)
        {
            yield return $"{Number(tensor.Saturated * 100, 1)} % of its elements lie outside of the quantizer's range: "
                + "calibrate on more or more typical samples, or choose a wider range (--method minmax).";
        }

        // A quarter of the noise or less is its own step's.
        if (maker?.OwnSqnrDb > tensor.SqnrDb + 6)
        {
            yield return $"The step that makes it reaches {Number(maker.OwnSqnrDb, 1)} dB when it alone is quantized: "
                + $"most of the noise comes from before it, {Worst(tensor)}.";
            yield break;
        }

        if (maker?.WeightBits is < 8)
        {
            yield return $"The step that makes it reaches {Number(maker.OwnSqnrDb, 1)} dB when it alone is quantized, with weights of {maker.WeightBits} bits: "
                + "round them with compensation (--rounding gptq), or give that layer 8 bits.";
        }

        if (tensor.Ranges.Count > 0 && tensor.Ranges[0].Levels < 256)
        {
            yield return $"It has only {tensor.Ranges[0].Levels} levels: give activations 8 bits.";
        }

        if (tensor.Type == "u8" && distribution.ChannelSpread > WideChannel)
        {
            var remedy = HasTable(tensor)
                ? "give channels of alike range a scale of their own (--hidden-groups 2)"
                : "move the difference into the next layer (--equalize)";
            yield return $"Its widest channel reaches {Number(distribution.ChannelSpread, 0)} times as far as the median one, and all share one scale: "
                + $"{remedy}, or train with a norm before this layer.";
        }
        else if (tensor.Type == "u8" && distribution.MaxToRms > FarOutlier)
        {
            yield return $"Its largest element is {Number(distribution.MaxToRms, 0)} times its root mean square: "
                + "clip outliers (--method mse, or percentile:99.99).";
        }
        else if (maker?.WeightBits is null or 8 && tensor.Saturated <= ManySaturated && (tensor.Ranges.Count == 0 || tensor.Ranges[0].Levels >= 256))
        {
            yield return "The noise is its own step's, whose inputs or weights need finer steps: try another calibration method, or more bits.";
        }
    }

    /// <summary>The step before a tensor that alone costs the output most.</summary>
    private string Worst(TensorAnalysis tensor)
    {
        var before = model.Steps.TakeWhile(step => step.Output != tensor.Name).Select(step => step.Name).ToHashSet(StringComparer.Ordinal);
        return sensitivities.Where(step => before.Contains(step.Name)).MinBy(step => step.OutputSqnrDb) is { } worst
            ? $"most of all from '{worst.Name}'"
            : "from the input";
    }

    /// <summary>Whether an activation function that is no clamp makes the tensor: channels cannot be scaled through it.</summary>
    private bool HasTable(TensorAnalysis tensor) =>
        model.Steps.Any(step => step.Name == tensor.Step && step.Arrays.Any(array => array.Type == ArrayType.Bytes));

    private static string Number(double? value, int digits) => value?.ToString("F" + digits, CultureInfo.InvariantCulture) ?? "-";
}
