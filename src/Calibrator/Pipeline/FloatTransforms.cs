using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>The rewrites of the float network that the settings ask for, in their order.</summary>
static class FloatTransforms
{
    /// <param name="samples">Calibration samples, from which the ranges of channels follow.</param>
    public static TransformedNetwork Apply(
        FloatGraph graph, IReadOnlyList<float[]> samples, QuantizationSettings settings, CancellationToken cancellation = default)
    {
        var divided = HiddenGroups.Apply(graph, settings.HiddenGroups, samples, cancellation);
        var parts = HiddenGroups.WholesOfParts(graph, divided.Done);
        var equalized = settings.Equalize
            ? ChannelEqualization.Apply(divided.Graph, samples, settings with { Parts = parts }, cancellation)
            : new TransformedGraph(divided.Graph, []);
        var grouped = TokenGroups.Apply(equalized.Graph, settings.TokenGroups);
        return new TransformedNetwork(
            grouped.Graph,
            [.. divided.Done, .. equalized.Done, .. grouped.Done],
            parts,
            [
                .. Note(settings.HiddenGroups > 1, divided, "hidden-groups", "no MLP on a residual stream has hidden channels whose ranges differ enough to divide them"),
                .. Note(settings.Equalize, equalized, "equalize", "no channels that linear layers alone read differ so much that it would pay to balance them"),
                .. Note(settings.TokenGroups > 1, grouped, "token-groups", $"no token-mixing layer has channels that divide into {settings.TokenGroups} groups"),
            ]);

        IEnumerable<IneffectiveOption> Note(bool asked, TransformedGraph result, string option, string reason) =>
            asked && result.Done.Count == 0 ? [new IneffectiveOption(option, graph.IsQuantized ? "the model is quantized already" : reason)] : [];
    }

    /// <summary>The float network as it was when a model was made of it: what the model's tensors stand for.</summary>
    /// <exception cref="UserError">The model was made of another network.</exception>
    public static FloatGraph Repeat(FloatGraph graph, QuantizedModel model) => TransformedGraph.Replay(graph, model.Transformations);
}

/// <param name="Done">What was done to the float network, in order.</param>
/// <param name="Parts">For each layer that is a part of one of the original network, by the name of the part, that of the whole.</param>
/// <param name="Ineffective">Transforms that were asked for and changed nothing.</param>
sealed record TransformedNetwork(
    FloatGraph Graph, IReadOnlyList<Transformation> Done, IReadOnlyDictionary<string, string> Parts, IReadOnlyList<IneffectiveOption> Ineffective)
{
    /// <summary>The settings of layers, which name layers of the original network, as those of this one.</summary>
    public QuantizationSettings Resolve(QuantizationSettings settings) => settings with { Parts = Parts };
}
