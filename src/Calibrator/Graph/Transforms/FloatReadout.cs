namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>
/// A quantized network gives floats from a linear layer. Where the float network ends in anything else (a clamp, a norm, a mean, a residual sum), a linear
/// layer of the identity reads that out: one weight for each channel, exact in any number of bits.
/// </summary>
static class FloatReadout
{
    /// <summary>The identity has as many weights as the square of the channels.</summary>
    private const int MostChannels = 2048;

    /// <summary>What is done to a network that does not end in a linear layer, as a sentence.</summary>
    public static string Note(FloatGraph graph) =>
        $"the network ends in '{graph.Maker(graph.Output)!.Name}' ({graph.Maker(graph.Output)!.Kind}), whose values are quantized like those within the "
            + "network; a linear layer of the identity gives them as floats.";

    /// <summary>The network itself where it ends in a linear layer, states its own quantizers, or is too wide.</summary>
    public static FloatGraph Apply(FloatGraph graph)
    {
        var end = graph.Output;
        while (graph.Maker(end) is ReshapeNode reshape)
        {
            end = reshape.Input;
        }

        var (output, channels) = (graph.Output, graph.Output.Shape.Rank < 2 ? 0 : graph.Output.Shape[^1]);
        if (graph.IsQuantized || graph.Maker(end) is LinearNode or null || channels is 0 or > MostChannels)
        {
            return graph;
        }

        var identity = new float[channels * channels];
        for (var c = 0; c < channels; c++)
        {
            identity[(c * channels) + c] = 1;
        }

        var name = "readout";
        while (graph.Nodes.Any(node => node.Name == name || node.Output.Name == name))
        {
            name += "_";
        }

        var read = new Value(name, output.Shape, output.Origin);
        var weights = new LinearWeights(1, channels, channels, identity, new float[channels], null);
        return graph with { Nodes = [.. graph.Nodes, new LinearNode(name, output, output.Shape.Rank - 1, [weights], read)], Output = read };
    }
}
