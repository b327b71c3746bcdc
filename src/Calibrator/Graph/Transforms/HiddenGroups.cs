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
    public static TransformedGraph Apply(FloatGraph graph, int most, IReadOnlyList<float[]> samples, CancellationToken cancellation = default)
    {
        HiddenLayer[] layers = most == 1 || graph.IsQuantized ? [] : [.. HiddenLayer.Find(graph)];
        if (layers.Length == 0)
        {
            return new TransformedGraph(graph, []);
        }

        var channels = ChannelStatistics.Collect(graph, [.. layers.Select(layer => layer.Function.Output)], samples, cancellation);
        var done = new List<Transformation>();
        foreach (var layer in layers)
        {
            var groups = RangeGroups.Choose(channels[layer.Function.Output], layer.Second.Groups[0], most);
            if (groups.Max() is > 0 and var last)
            {
                done.Add(new DividedChannels(layer.First.Name, groups.ToEquatableArray(), PartName.Suffixes(graph, last + 1).ToEquatableArray()));
            }
        }

        return TransformedGraph.Of(graph, done);
    }

    /// <exception cref="UserError">The network has no such MLP.</exception>
    public static FloatGraph Replay(FloatGraph graph, DividedChannels done)
    {
        var layer = HiddenLayer.Find(graph).FirstOrDefault(layer => layer.First.Name == done.Target)
            ?? throw TransformedGraph.Misfit(graph, done, "it has no MLP on a residual stream that begins with a layer of this name");
        if (done.Groups.Count != layer.First.Groups[0].Rows || !done.Groups.Distinct().Order().SequenceEqual(Enumerable.Range(0, done.Parts.Count)))
        {
            throw TransformedGraph.Misfit(graph, done, $"the layer's {layer.First.Groups[0].Rows} channels are not each in one of the groups");
        }

        var replaced = new Node[] { layer.First, layer.Function, layer.Second };
        return graph with
        {
            Nodes = [.. graph.Nodes.Except(replaced).SelectMany(node => node == layer.Sum ? layer.Divide([.. done.Groups], [.. done.Parts]) : [node])],
        };
    }

    /// <summary>For each layer that divisions left in parts, by the name of a part, the name of the whole.</summary>
    /// <param name="graph">The network before.</param>
    public static IReadOnlyDictionary<string, string> WholesOfParts(FloatGraph graph, IEnumerable<Transformation> done)
    {
        var layers = HiddenLayer.Find(graph).ToDictionary(layer => layer.First.Name, StringComparer.Ordinal);
        return done.OfType<DividedChannels>()
            .SelectMany(division => division.Parts, (division, part) => (Layer: layers[division.Target], Part: part))
            .SelectMany(pair => new[] { pair.Layer.First.Name, pair.Layer.Second.Name }, (pair, whole) => (Part: whole + pair.Part, Whole: whole))
            .ToDictionary(pair => pair.Part, pair => pair.Whole, StringComparer.Ordinal);
    }
}
