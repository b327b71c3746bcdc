using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>What an output of a model is made of, seen from the end: operators that change no ranking, and the tensor before them.</summary>
/// <param name="Tensor">The tensor before the first of <paramref name="Operators"/>; the output itself where there are none.</param>
/// <param name="Root">The tensor before all that only moves or renames as well: outputs of one classifier have the same.</param>
/// <param name="Operators">Those that change no ranking, the last one first.</param>
sealed record Ending(string Tensor, string Root, IReadOnlyList<NodeProto> Operators)
{
    /// <summary>Whether all operators act on each element alone: these can be computed by a table, so they need not be left out.</summary>
    public bool IsElementwise => Operators.All(node => node.OpType is "Sigmoid" or "Tanh");

    /// <summary>Walks back from an output.</summary>
    public static Ending Of(string output, GraphProto graph)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            foreach (var made in node.Output)
            {
                makers[made] = node;
            }
        }

        var constants = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var operators = new List<NodeProto>();
        var (tensor, current) = (output, output);

        // A damaged graph may run in circles.
        for (var steps = 0; steps < graph.Node.Count && makers.TryGetValue(current, out var maker) && Source(maker) is { } source; steps++)
        {
            current = source;

            // What stands directly behind the model's input is no ending of a network.
            if (KeepsRanking(maker) && makers.ContainsKey(source))
            {
                operators.Add(maker);
                tensor = source;
            }
        }

        return new Ending(tensor, current, operators);

        string? Source(NodeProto node) => node switch
        {
            // The class that belongs to an index, looked up in a list.
            { OpType: "ArrayFeatureExtractor" or "Gather", Input: [var list, var index] } when IsConstant(list) => index,
            { Input.Count: > 0 } when KeepsRanking(node) || OnlyMoves(node) => node.Input[0],
            _ => null,
        };

        bool IsConstant(string name) => constants.Contains(name) || (makers.TryGetValue(name, out var maker) && maker.OpType == "Constant");
    }

    /// <summary>Which output is the largest can be told before it as well as behind it. Over the batch (axis 0) it would compare samples.</summary>
    private static bool KeepsRanking(NodeProto node) => node.OpType switch
    {
        "Sigmoid" or "Tanh" => true,
        "Softmax" or "LogSoftmax" => Axis(node, otherwise: -1) != 0,
        "ArgMax" => Axis(node, otherwise: 0) != 0 && node.Attribute.FirstOrDefault(attribute => attribute.Name == "select_last_index") is null or { I: 0 },
        _ => false,
    };

    /// <summary>What may stand behind and between such operators, and is left out with them; a logarithm only ever follows a softmax or a sigmoid.</summary>
    private static bool OnlyMoves(NodeProto node) => node.OpType
        is "Identity" or "Dropout" or "Cast" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Log" or "ZipMap" or "QuantizeLinear"
        or "DequantizeLinear";

    private static long Axis(NodeProto node, long otherwise) => node.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? otherwise;
}
