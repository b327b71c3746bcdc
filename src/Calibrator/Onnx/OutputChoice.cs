using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>Which tensor of a model is the network's output: the one that was asked for, or the logits of the one classifier that it is.</summary>
/// <param name="Tensor">An output of the model, or a tensor within it.</param>
/// <param name="Notes">What was left out, in sentences; empty where the output is the model's own.</param>
sealed record OutputChoice(string Tensor, IReadOnlyList<string> Notes)
{
    /// <summary>How many names an error lists.</summary>
    private const int Listed = 8;

    /// <param name="wanted">A tensor or a node that is to be the output; null where the model has one that is clear.</param>
    /// <exception cref="UserError">There is no such tensor, or the model has several outputs and none is asked for.</exception>
    public static OutputChoice Of(GraphProto graph, string? wanted, string modelName) =>
        wanted is null ? OfModel(graph, modelName) : Of(Ending.Of(Find(graph, wanted, modelName), graph), keepElementwise: true);

    private static OutputChoice OfModel(GraphProto graph, string modelName)
    {
        var endings = graph.Output.Select(output => Ending.Of(output.Name, graph)).ToList();
        if (endings is [var only])
        {
            return Of(only, keepElementwise: false);
        }

        if (endings.DistinctBy(ending => ending.Root).Count() > 1)
        {
            throw new UserError(
                $"{modelName}: the model has {graph.Output.Count} outputs ({List(graph.Output.Select(Describe))}); choose the one to be computed with "
                    + "--output-node NAME, which may name any tensor within the model as well.");
        }

        var nearest = endings.MinBy(ending => ending.Operators.Count)!;
        List<NodeProto> left = [.. endings.SelectMany(ending => ending.Operators).Distinct()];
        return new OutputChoice(
            nearest.Tensor,
            [
                $"the outputs {List(graph.Output.Select(output => Quote(output.Name)))} belong to one classifier, and its logits '{Name(nearest.Tensor)}' are "
                    + $"the output; left out: {List(left.Select(Describe))}, which {(left.Count == 1 ? "changes" : "change")} no ranking.",
            ]);
    }

    private static OutputChoice Of(Ending ending, bool keepElementwise)
    {
        if (ending.Operators.Count == 0 || (keepElementwise && ending.IsElementwise))
        {
            return new OutputChoice(ending.Operators.Count == 0 ? ending.Tensor : ending.Operators[0].Output[0], []);
        }

        var keep = ending.IsElementwise ? $" (--output-node {Name(ending.Operators[0].Output[0])} keeps it)" : "";
        return new OutputChoice(
            ending.Tensor,
            [
                $"the model's ending {List(ending.Operators.Select(Describe))} is left out, as it changes no ranking{keep}; the output is what it reads, "
                    + $"'{Name(ending.Tensor)}'.",
            ]);
    }

    /// <summary>A tensor of that name, or the first output of a node of that name.</summary>
    private static string Find(GraphProto graph, string wanted, string modelName)
    {
        var made = graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0).ToList();
        return made.Contains(wanted, StringComparer.Ordinal)
            ? wanted
            : graph.Node.FirstOrDefault(node => node.Name == wanted && node.Output.Count > 0)?.Output[0]
                ?? throw new UserError(
                    $"{modelName}: --output-node names '{wanted}', and no node has that name or makes a tensor of it; the last tensors of the model are "
                        + $"{List(made.AsEnumerable().Reverse().Select(Quote))}.");
    }

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return string.Join(", ", all.Take(Listed)) + (all.Count > Listed ? $" and {all.Count - Listed} more" : "");
    }

    private static string Describe(NodeProto node) => $"{node.OpType} {Quote(node.Name.Length > 0 ? node.Name : node.Output[0])}";

    private static string Describe(ValueInfoProto output)
    {
        var dims = output.Type?.TensorType?.Shape?.Dim.Select(
            dim => dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dim.DimValue > 0 ? $"{dim.DimValue}" : "?");
        return Quote(output.Name) + (dims is null ? "" : $" [{string.Join(", ", dims)}]");
    }

    private static string Quote(string name) => $"'{Name(name)}'";

    private static string Name(string name) => Printable.Text(name);
}
