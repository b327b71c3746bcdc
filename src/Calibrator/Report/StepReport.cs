namespace QMlp.Calibrator.Report;

/// <summary>A node of a float network, or a step of a quantized one.</summary>
/// <param name="Shape">Shape of what it makes, for one sample.</param>
sealed record StepReport(string Name, string Kind, IReadOnlyList<int> Shape, long Macs)
{
    /// <summary>One line for each, in order.</summary>
    public static void WriteTable(IEnumerable<StepReport> steps, TextWriter output)
    {
        var table = new TextTable("step", "kind", "output", "MACs").AlignRight(3);
        foreach (var step in steps)
        {
            table.Add(step.Name, step.Kind, NumberText.Shape(step.Shape), step.Macs == 0 ? "" : NumberText.Count(step.Macs));
        }

        table.WriteTo(output);
    }
}
