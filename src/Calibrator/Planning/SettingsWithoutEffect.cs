using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Settings other than the usual ones that change nothing in a network: it has nothing that they are about. Rewrites of the float network are not among
/// them: what these did is recorded where they are done.
/// </summary>
static class SettingsWithoutEffect
{
    /// <summary>A sentence for each option of the command line that sets such a setting.</summary>
    public static IReadOnlyList<string> Of(QuantizationPlan plan) => [.. Sentences(plan, plan.Settings)];

    private static IEnumerable<string> Sentences(QuantizationPlan plan, QuantizationSettings settings)
    {
        var usual = new QuantizationSettings();
        int[] rounded = [.. plan.Steps.SelectMany(placed => placed.Step.WeightBits(settings))];
        var ofBytes = plan.Tensors.Where(tensor => tensor.Type == ElementType.U8 && !plan.Graph.Quantizers.ContainsKey(tensor.Observed)).ToList();
        if (settings.ResidualBits != usual.ResidualBits && plan.Tensors.All(tensor => tensor.Type != ElementType.S16))
        {
            yield return NoEffect($"--residual {settings.ResidualBits}", "no tensor of this network is wider than a byte");
        }

        if (settings.ActivationBits != usual.ActivationBits && ofBytes.All(tensor => tensor.Bits != settings.ActivationBits))
        {
            yield return NoEffect($"--activations {settings.ActivationBits}", "the model, or other options, state the bits of every activation");
        }

        if (settings.Scheme != usual.Scheme && ofBytes.Count == 0)
        {
            yield return NoEffect("--scheme symmetric", "the model states the zero point of every activation");
        }

        if (settings.WeightBits != usual.WeightBits && !rounded.Contains(settings.WeightBits))
        {
            yield return NoEffect($"--weights {settings.WeightBits}", "the model, or other options, state the bits of all weights");
        }

        if (settings.WeightGroupSize is { } size && !rounded.Contains(4))
        {
            yield return NoEffect($"--weight-groups {size}", "no weights are rounded to 4 bits");
        }

        if (settings.Accumulate is > 0 and var quads && !rounded.Contains(8))
        {
            yield return NoEffect($"--accumulate {quads}", "no weights are rounded to 8 bits");
        }

        if (settings.Rounding is not NearestRounding && rounded.Length == 0)
        {
            yield return NoEffect($"--rounding {settings.Rounding.Name}", "all weights of the model are integers already");
        }

        if (settings.BiasCorrection && rounded.Length == 0)
        {
            yield return NoEffect("--bias-correction", "all weights of the model are integers already");
        }

        foreach (var (layer, own) in settings.Layers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if ((own.WeightBits ?? settings.WeightBits) == settings.WeightBits && (own.InputBits ?? settings.ActivationBits) == settings.ActivationBits)
            {
                yield return $"The bits of layer '{layer}' (--layer, --first-last) have no effect: all layers have as many.";
            }
        }
    }

    private static string NoEffect(string option, string reason) => $"Option {option} has no effect: {reason}.";
}
