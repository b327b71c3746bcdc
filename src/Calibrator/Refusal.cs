namespace QMlp.Calibrator;

/// <summary>Nodes that stand in the way of compiling a model, all for one cause.</summary>
/// <param name="Cause">What is wrong with them, without their names.</param>
/// <param name="Remedy">What to change; empty where the cause says it.</param>
/// <param name="Nodes">Their names, in the order of the network.</param>
/// <param name="Example">Shapes around the first of them: "[1, 16, 32], [32, 64] -> [1, 16, 64]"; empty where none is known.</param>
/// <param name="Sentence">The whole story of the first of them, for a message about it alone.</param>
sealed record Refusal(string Cause, string Remedy, IReadOnlyList<string> Nodes, string Example, string Sentence)
{
    public int Count => Nodes.Count;

    /// <summary>Joins those of one cause and one remedy, in order of first appearance.</summary>
    public static IReadOnlyList<Refusal> Group(IEnumerable<Refusal> refusals) =>
    [
        .. refusals.GroupBy(refusal => (refusal.Cause, refusal.Remedy))
            .Select(group => group.First() with { Nodes = [.. group.SelectMany(refusal => refusal.Nodes)] }),
    ];

    /// <summary>The same with everything that a terminal would obey made visible: names come from the file.</summary>
    public Refusal Printed() => new(
        Printable.Text(Cause), Printable.Text(Remedy), [.. Nodes.Select(Printable.Text)], Printable.Text(Example), Printable.Text(Sentence));

    /// <summary>One line: count, cause, all nodes, the example, the remedy.</summary>
    public override string ToString()
    {
        var nodes = string.Join(", ", Nodes.Select(node => $"'{node}'"));
        var example = Example.Length == 0 ? "" : Count == 1 ? $" {Example}" : $"; the first: {Example}";
        return $"{Count} x {Cause}: {nodes}{example}{(Remedy.Length > 0 ? $"; {Remedy}" : "")}";
    }
}
