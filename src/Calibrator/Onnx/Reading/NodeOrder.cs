using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// The order in which nodes are computed. ONNX asks for it in the file, and ONNX Runtime does without: so do files of editors and of hand-written tools.
/// </summary>
static class NodeOrder
{
    /// <summary>
    /// Each node behind those that it reads; of several that could come next, the first of the file. Nodes on a cycle come last, as they stand in the file.
    /// </summary>
    public static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Output.Where(output => output.Length > 0))
            {
                makers.TryAdd(output, i);
            }
        }

        if (IsSorted(nodes, makers))
        {
            return nodes;
        }

        var readers = new List<int>[nodes.Count];
        var missing = new int[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var maker in nodes[i].Input.Distinct().Where(makers.ContainsKey).Select(input => makers[input]).Distinct())
            {
                (readers[maker] ??= []).Add(i);
                missing[i]++;
            }
        }

        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Count).Where(i => missing[i] == 0).Select(i => (i, i)));
        var sorted = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
            {
                if (--missing[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        return [.. sorted, .. nodes.Where((_, i) => missing[i] > 0)];
    }

    private static bool IsSorted(IReadOnlyList<NodeProto> nodes, Dictionary<string, int> makers)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Input.Any(input => makers.TryGetValue(input, out var maker) && maker >= i))
            {
                return false;
            }
        }

        return true;
    }
}
