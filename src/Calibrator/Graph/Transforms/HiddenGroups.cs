using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// Divides the hidden channels of MLPs on a residual stream into groups of channels that reach about equally far, each with a quantizer and an activation
/// table of its own (after RPTQ, Yuan et al., arXiv 2304.01089): x + fc2(f(fc1(y))) becomes x + fc2.group0(f(fc1.group0(y))) + fc2.group1(f(fc1.group1(y))).
/// The products are as many as before; what is added is one more sum with the 16-bit residual stream for each further group. For activation functions that
/// channels cannot be scaled through (GELU), which <see cref="ChannelEqualization"/> therefore leaves alone.
/// </summary>
static class HiddenGroups
{
    /// <summary>The same network with those MLPs divided that gain by it.</summary>
    /// <param name="most">Groups that an MLP may have; 1: none is divided.</param>
    /// <param name="samples">Calibration samples, from which the ranges of channels follow.</param>
    public static FloatGraph Apply(FloatGraph graph, int most, IReadOnlyList<float[]> samples, CancellationToken cancellation = default)
    {
        HiddenLayer[] layers = most == 1 || graph.IsQuantized ? [] : [.. HiddenLayer.Find(graph)];
        if (layers.Length == 0)
        {
            return graph;
        }

        var channels = ChannelStatistics.Collect(graph, [.. layers.Select(layer => layer.Function.Output)], samples, cancellation);
        return Divide(graph, layers.ToDictionary(layer => layer, layer => RangeGroups.Choose(channels[layer.Function.Output], layer.Second.Groups[0], most)));
    }

    /// <summary>The float network as it was when a model was made of it: what the model's tensors stand for.</summary>
    public static FloatGraph Of(FloatGraph graph, QuantizedModel model)
    {
        var steps = model.Steps.OfType<LinearStep>().ToDictionary(step => step.Name, StringComparer.Ordinal);
        var arrays = new ModelArrays(model);
        return Divide(graph, HiddenLayer.Find(graph)
            .Select(layer => (Layer: layer, Groups: Recover(layer, steps, arrays)))
            .Where(pair => pair.Groups.Length > 0)
            .ToDictionary(pair => pair.Layer, pair => pair.Groups));
    }

    private static FloatGraph Divide(FloatGraph graph, Dictionary<HiddenLayer, int[]> groups)
    {
        var layers = groups.Where(pair => pair.Value.Any(group => group > 0)).Select(pair => pair.Key).ToList();
        var replaced = layers.SelectMany(layer => new Node[] { layer.First, layer.Function, layer.Second }).ToHashSet();
        return graph with
        {
            Nodes = [.. graph.Nodes
                .Where(node => !replaced.Contains(node))
                .SelectMany(node => layers.Find(layer => layer.Sum == node) is { } layer ? layer.Divide(groups[layer]) : [node])],
        };
    }

    /// <summary>
    /// For each hidden channel its group in a quantized model. Channels keep their order within a group, so the next channel is the next row of one of the
    /// groups: the one that is most like it. Empty where the layer is whole.
    /// </summary>
    private static int[] Recover(HiddenLayer layer, Dictionary<string, LinearStep> steps, ModelArrays arrays)
    {
        var weights = layer.First.Groups[0];
        var rows = new List<sbyte[]>();
        while (steps.TryGetValue(PartName.Of(layer.First.Name, rows.Count), out var step) && step.Groups[0].Weights.Depth == weights.Depth)
        {
            rows.Add([.. arrays.Weights(step.Groups[0].Weights)]);
        }

        if (rows.Sum(group => group.Length) != weights.Weights.Length)
        {
            return [];
        }

        var next = new int[rows.Count];
        var groups = new int[weights.Rows];
        for (var n = 0; n < groups.Length; n++)
        {
            groups[n] = Enumerable.Range(0, rows.Count).Where(g => next[g] < rows[g].Length).MaxBy(g => Likeness(weights, n, rows[g].AsSpan(next[g], weights.Depth)));
            next[groups[n]] += weights.Depth;
        }

        return groups;
    }

    /// <summary>Cosine of the angle between both rows, which rounding changes little, and the same of their signs, which scaling of inputs changes not at all.</summary>
    private static double Likeness(LinearWeights weights, int n, ReadOnlySpan<sbyte> row)
    {
        double product = 0, left = 0, right = 0, like = 0;
        for (var k = 0; k < row.Length; k++)
        {
            double weight = weights.Weights[(n * weights.Depth) + k];
            product += weight * row[k];
            left += weight * weight;
            right += row[k] * row[k];
            like += Math.Sign(weight) * Math.Sign(row[k]);
        }

        return (left * right > 0 ? product / Math.Sqrt(left * right) : 0) + (like / row.Length);
    }
}
