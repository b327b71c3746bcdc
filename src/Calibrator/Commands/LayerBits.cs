using System.Globalization;
using System.Text.RegularExpressions;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Commands;

/// <summary>Bits of single layers, as option <c>--layer</c> states them: <c>blocks.0.fc1=w8a8</c>, <c>head=w8</c>, <c>stem=a8</c>.</summary>
static partial class LayerBits
{
    public const string Form = "LAYER=w8a8";

    /// <summary>The settings with what the texts say; of two texts on one layer the later one counts.</summary>
    /// <exception cref="UsageError">A text is not of the form.</exception>
    /// <exception cref="UserError">The network has no such layer.</exception>
    public static QuantizationSettings Apply(QuantizationSettings settings, FloatGraph graph, IEnumerable<string> texts)
    {
        var layers = graph.Nodes.OfType<LinearNode>().Select(node => node.Name).ToList();
        foreach (var text in texts)
        {
            var match = Pattern().Match(text);
            var own = new LayerSettings(Bits(match.Groups["weights"]), Bits(match.Groups["input"]));
            if (own is { WeightBits: null, InputBits: null })
            {
                throw new UsageError(
                    $"--layer '{text}' is not understood: write the layer's name, '=', and w8 or w4 for its weights, a8 to a4 for what it reads, or both, as "
                        + $"in {Form}.");
            }

            var layer = match.Groups["layer"].Value;
            if (!layers.Contains(layer))
            {
                throw new UserError($"--layer '{text}': the network has no linear layer '{layer}'. It has {string.Join(", ", layers)}.");
            }

            settings = settings.With(layer, own);
        }

        return settings;
    }

    private static int? Bits(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("^(?<layer>.+)=(w(?<weights>[48]))?(a(?<input>[4-8]))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
