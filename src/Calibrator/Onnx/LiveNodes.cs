using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>The part of a model that makes one tensor.</summary>
static class LiveNodes
{
    /// <summary>The nodes that the tensor depends on, in the order of the file.</summary>
    public static IReadOnlyList<NodeProto> Of(string tensor, GraphProto graph)
    {
        var makers = graph.Node.SelectMany(node => node.Output.Select(name => (name, node)))
            .ToLookup(made => made.name, made => made.node, StringComparer.Ordinal);
        var live = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var open = new Stack<string>([tensor]);
        while (open.TryPop(out var name))
        {
            foreach (var maker in name.Length > 0 ? makers[name] : [])
            {
                if (live.Add(maker))
                {
                    foreach (var input in maker.Input)
                    {
                        open.Push(input);
                    }
                }
            }
        }

        return [.. graph.Node.Where(live.Contains)];
    }
}
