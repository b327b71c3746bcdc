namespace QMlp.Calibrator.Graph;

/// <summary>Drops nodes whose output nothing reads.</summary>
static class DeadCode
{
    public static FloatGraph Remove(FloatGraph graph)
    {
        var live = new HashSet<Value> { graph.Output };
        var kept = new List<Node>(graph.Nodes.Count);
        foreach (var node in graph.Nodes.Reverse())
        {
            if (live.Contains(node.Output))
            {
                live.UnionWith(node.Inputs);
                kept.Add(node);
            }
        }

        kept.Reverse();
        return graph with { Nodes = kept };
    }
}
