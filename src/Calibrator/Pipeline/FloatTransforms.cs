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
        var ineffective = new List<IneffectiveOption>();
        var divided = HiddenGroups.Apply(graph, settings.HiddenGroups, samples, cancellation);
        Note(settings.HiddenGroups > 1, graph, divided, "hidden-groups", "no MLP on a residual stream has hidden channels whose ranges differ enough to divide them");
        var equalized = settings.Equalize ? ChannelEqualization.Apply(divided, samples, settings, cancellation) : divided;
        Note(settings.Equalize, divided, equalized, "equalize", "no norm, mean, affine map or layer is read by channel-mixing linear layers alone");
        var grouped = TokenGroups.Apply(equalized, settings.TokenGroups);
        Note(settings.TokenGroups > 1, equalized, grouped, "token-groups", $"no token-mixing layer has channels that divide into {settings.TokenGroups} groups");
        return new TransformedNetwork(grouped, ineffective);

        void Note(bool asked, FloatGraph before, FloatGraph after, string option, string reason)
        {
            if (asked && before.Nodes.SequenceEqual(after.Nodes))
            {
                ineffective.Add(new IneffectiveOption(option, graph.IsQuantized ? "the model is quantized already" : reason));
            }
        }
    }

    /// <summary>The float network as it was when a model was made of it: what the model's tensors stand for.</summary>
    public static FloatGraph Repeat(FloatGraph graph, QuantizedModel model) => ChannelEqualization.Of(HiddenGroups.Of(graph, model), model);
}

/// <param name="Ineffective">Transforms that were asked for and changed nothing.</param>
sealed record TransformedNetwork(FloatGraph Graph, IReadOnlyList<IneffectiveOption> Ineffective);
