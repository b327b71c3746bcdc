namespace QMlp.Calibrator.Graph;

/// <summary>Counts that people ask of a float network.</summary>
static class FloatGraphFacts
{
    /// <summary>Weights and biases, gains and shifts.</summary>
    public static long Parameters(FloatGraph graph) => graph.Nodes.Sum(Parameters);

    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public static long Macs(FloatGraph graph) => graph.Nodes.Sum(Macs);

    /// <summary>Those of one node: each element that a product makes takes as many as its weights have inputs.</summary>
    public static long Macs(Node node) => node switch
    {
        LinearNode linear => (long)linear.Output.Shape.Length * linear.Groups[0].Depth,
        ConvNode conv => (long)conv.Output.Shape.Length * conv.Weights.Shape[1] * conv.Weights.Shape[2] * conv.Weights.Shape[3],
        _ => 0,
    };

    /// <summary>The word for a node in listings: "linear", "layernorm".</summary>
    public static string Kind(Node node) => node.GetType().Name.Replace(nameof(Node), "", StringComparison.Ordinal).ToLowerInvariant();

    private static long Parameters(Node node) => node switch
    {
        LinearNode linear => linear.Groups.Sum(group => (long)group.Weights.Length + group.Bias.Length + (group.ColumnScale?.Length ?? 0)),
        ConvNode conv => (long)conv.Weights.Weights.Length + conv.Weights.Bias.Length,
        LayerNormNode norm => norm.Gain.Length + norm.Shift.Length,
        AffineNode affine => affine.Scale.Length + affine.Shift.Length,
        _ => 0,
    };
}
