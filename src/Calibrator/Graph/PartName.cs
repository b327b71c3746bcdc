using System.Globalization;

namespace QMlp.Calibrator.Graph;

/// <summary>Names of the parts that nodes and values are divided into. They are for people: what is a part of what is recorded where it is divided.</summary>
static class PartName
{
    /// <summary>What is appended to the name of a node or value to name each of its parts; no such name is taken in the network.</summary>
    public static IReadOnlyList<string> Suffixes(FloatGraph graph, int count)
    {
        var taken = graph.Nodes.SelectMany(node => new[] { node.Name, node.Output.Name }).Append(graph.Input.Name).ToHashSet(StringComparer.Ordinal);
        for (var word = ".group"; ; word += "_")
        {
            string[] suffixes = [.. Enumerable.Range(0, count).Select(g => word + g.ToString(CultureInfo.InvariantCulture))];
            if (!taken.Any(name => suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal))))
            {
                return suffixes;
            }
        }
    }
}
