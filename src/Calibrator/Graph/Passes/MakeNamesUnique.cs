namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Gives every node and every value a name of its own that can be printed and stored: long ones are cut off, and of equal names all but the
/// first get a number.
/// </summary>
static class MakeNamesUnique
{
    /// <summary>Half of what a model file takes, since names of parts are made of them.</summary>
    private const int LongestName = 512;

    public static FloatGraph Run(FloatGraph graph)
    {
        var values = new Dictionary<Value, Value>();
        var valueNames = new HashSet<string>(StringComparer.Ordinal);
        var nodeNames = new HashSet<string>(StringComparer.Ordinal);
        Value Named(Value value)
        {
            if (values.TryGetValue(value, out var known))
            {
                return known;
            }

            var name = Unused(value.Name, valueNames);
            return values[value] = name == value.Name ? value : new Value(name, value.Shape, value.Origin);
        }

        var input = Named(graph.Input);
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            var renamed = node.WithInputs(Named);
            nodes.Add(renamed with { Name = Unused(renamed.Name, nodeNames), Output = Named(node.Output) });
        }

        return graph with { Input = input, Nodes = nodes, Output = Named(graph.Output) };
    }

    private static string Unused(string original, HashSet<string> used)
    {
        var name = Printable.Text(original);
        name = name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
        var candidate = name;
        for (var i = 2; !used.Add(candidate); i++)
        {
            candidate = $"{name}.{i}";
        }

        return candidate;
    }
}
